//! The `toji` executable: everything is in the library.

fn main() -> std::process::ExitCode {
    toji::cli::run(std::env::args_os())
}
