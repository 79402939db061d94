//! A child process measured from outside, by what Linux tells of it in `/proc`.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Outcome;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Processor time, in seconds: user and system, from its start to its end.
    pub(crate) cpu: f64,
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Peak memory, in KB.
    pub(crate) peak: f64,
}

/// Runs this program anew with `arguments`, `times` times, and gives the mean. `prepare` is called before each.
pub(crate) fn child(arguments: &[&str], times: u32, prepare: impl Fn() -> Outcome<()>) -> Outcome<Cost> {
    let (mut wall, mut peak, before) = (Duration::ZERO, 0.0, cpu_of_children()?);
    for _ in 0..times {
        prepare()?;
        let start = Instant::now();
        let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
        wall += start.elapsed();
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        peak += String::from_utf8_lossy(&output.stdout).trim().parse::<f64>()?;
    }
    let times = f64::from(times);
    Ok(Cost { cpu: (cpu_of_children()? - before) / times, wall: wall.as_secs_f64() / times, peak: peak / times })
}

/// The peak of this process's memory, in KB.
pub(crate) fn own_peak() -> Outcome<String> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc/self/status")?;
    Ok(line.trim_end_matches("kB").trim().to_owned())
}

/// User and system time of all ended children, in seconds. The kernel gives hundredths.
pub(crate) fn cpu_of_children() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind_name = stat.rsplit_once(')').ok_or("no name in /proc/self/stat")?.1;
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks: f64 = fields[13].parse::<f64>()? + fields[14].parse::<f64>()?;
    Ok(ticks / 100.0)
}

/// The middle of the values.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The machine: processors, their model, and how busy it is with other things.
pub(crate) fn machine() -> Outcome<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo")?;
    let model = cpu.lines().find_map(|it| it.strip_prefix("model name")).unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split_whitespace().next().unwrap_or_default().to_owned();
    let cores = std::thread::available_parallelism()?;
    Ok(format!("{cores} cores of {}, load {load}", model.trim_start_matches([' ', '\t', ':'])))
}
