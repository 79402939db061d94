//! Who works on a fleet: so many threads, each on one member at a time, with a pool of its own for what a member does in
//! parallel. With one pool for all, a thread that waits for a page of one member would begin another whole member.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The workers.
#[derive(Debug)]
pub(super) struct Crew {
    pools: Vec<ThreadPool>,
}

impl Crew {
    /// `jobs` threads for `tasks` tasks: where there are fewer tasks, each gets more threads.
    pub(super) fn of(jobs: usize, tasks: usize) -> Self {
        let workers = jobs.min(tasks).max(1);
        let pool = |_| ThreadPoolBuilder::new().num_threads((jobs / workers).max(1)).build().ok();
        Self { pools: (0..workers).filter_map(pool).collect() }
    }
}

/// Does `work` for each of `tasks`, in their order as far as that goes.
pub(super) fn each<T: Send>(crew: &Crew, tasks: Vec<T>, work: impl Fn(T) + Sync) {
    let tasks = Mutex::new(tasks.into_iter());
    let next = || tasks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let (work, next) = (&work, &next);
    if crew.pools.is_empty() {
        // A system that gives no thread still has this one.
        while let Some(task) = next() {
            work(task);
        }
    }
    thread::scope(|scope| {
        for pool in &crew.pools {
            scope.spawn(move || {
                while let Some(task) = next() {
                    pool.install(|| work(task));
                }
            });
        }
    });
}

/// What `work` gives, or what it said when it failed against all expectation.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|it| {
        let said = it.downcast_ref::<&str>().map(ToString::to_string);
        said.or_else(|| it.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn every_task_is_done_once_whatever_the_crew() {
        for (jobs, tasks) in [(1, 5), (3, 5), (8, 2), (4, 0)] {
            let sum = AtomicUsize::new(0);
            each(&Crew::of(jobs, tasks), (1..=tasks).collect(), |it| {
                sum.fetch_add(it, Ordering::Relaxed);
            });
            assert_eq!(sum.into_inner(), (1..=tasks).sum::<usize>());
        }
        each(&Crew { pools: Vec::new() }, vec![()], |()| ());
    }

    #[test]
    fn a_failure_against_all_expectation_is_words() {
        assert_eq!(guarded(|| 1), Ok(1));
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| ()));
        let failed = guarded(|| -> u8 { panic!("at {}", 7) });
        std::panic::set_hook(hook);
        assert_eq!(failed, Err("at 7".to_owned()));
    }
}
