//! The `toji` executable: everything is in the library.

/// A binder is millions of small pieces, made on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    // A panic while somebody else's PDF is drawn becomes a finding, which says more than its message.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(toji::exchange::DRAWING_THREAD) {
            usual(panic);
        }
    }));
    toji::cli::run(std::env::args_os())
}
