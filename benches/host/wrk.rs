//! wrk, and what it says. A run with an error in it is none.

use std::process::Command;

use crate::Outcome;

/// What a server bore.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    /// A second.
    pub(crate) requests: f64,
    /// 99 in 100 were answered within so many milliseconds.
    pub(crate) p99: f64,
}

/// Asks for `url` over and over.
pub(crate) fn run(url: &str, connections: u32, seconds: u32) -> Outcome<Load> {
    let numbers = [format!("-c{connections}"), format!("-d{seconds}s")];
    let output = Command::new("wrk").args(["-t1", "--latency"]).args(numbers).arg(url).output()?;
    let said = String::from_utf8(output.stdout)?;
    if !output.status.success() || said.contains("Non-2xx") || said.contains("Socket errors") {
        return Err(format!("wrk {url}: {said}{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let word_after =
        |name: &str| said.split(name).nth(1).and_then(|it| it.split_whitespace().next()).ok_or(name.to_owned());
    Ok(Load { requests: word_after("Requests/sec:")?.parse()?, p99: milliseconds(word_after("99%")?)? })
}

fn milliseconds(text: &str) -> Outcome<f64> {
    let number = text.trim_end_matches(char::is_alphabetic);
    let factor = match &text[number.len()..] {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1000.0,
        unit => return Err(format!("wrk speaks of {unit}").into()),
    };
    Ok(number.parse::<f64>()? * factor)
}
