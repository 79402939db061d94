//! The `toji` executable: everything is in the library.

/// A binder is millions of small pieces, made on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    toji::cli::run(std::env::args_os())
}
