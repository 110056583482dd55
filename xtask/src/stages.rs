//! Checks that run one after the other, all of them, with a summary at the end.

use crate::shell;
use anyhow::{Result, bail};
use std::time::{Duration, Instant};
use xtask_command::Stage;

/// Runs the wanted stages of a command, or all, and sums up. Fails where one did.
pub fn run<Of: Stage>(command: &str, wanted: &[Of], run: impl Fn(Of) -> Result<()>) -> Result<()> {
    let stages: Vec<_> =
        Of::ALL.iter().copied().filter(|stage| wanted.is_empty() || wanted.contains(stage)).collect();
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for (number, &stage) in (1..).zip(&stages) {
        shell::say(format!(
            "\n== {command}, {number} of {}  {}: {}",
            stages.len(),
            stage.name(),
            stage.what()
        ));
        let start = Instant::now();
        let result = run(stage);
        if let Err(error) = &result {
            let told = format!("{}: {error:#}", stage.name());
            eprintln!("{told}");
            failed.push((stage.name(), told));
        }
        lines.push(line(stage, result.is_ok(), start.elapsed()));
    }
    shell::say(format!("\n{}", lines.join("\n")));
    if !failed.is_empty() {
        let (names, told): (Vec<_>, Vec<_>) = failed.into_iter().unzip();
        shell::say(format!("\n{}\n", told.join("\n\n")));
        bail!("{} failed; run again: cargo xtask {command} {}", names.join(" and "), names.join(" "));
    }
    Ok(())
}

fn line(stage: impl Stage, passed: bool, took: Duration) -> String {
    let verdict = if passed { "passed" } else { "FAILED" };
    format!("{verdict}  {:<9}{:>5.1} s  {}", stage.name(), took.as_secs_f64(), stage.what())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use xtask_command::Lint;

    /// Runs stages, of which `clippy` fails; gives which ran, and what came of it.
    fn ran(wanted: &[Lint]) -> (Vec<Lint>, Result<()>) {
        let ran = RefCell::new(Vec::new());
        let result = run("lint", wanted, |stage| {
            ran.borrow_mut().push(stage);
            if stage == Lint::Clippy { bail!("it does") } else { Ok(()) }
        });
        (ran.into_inner(), result)
    }

    #[test]
    fn a_failure_ends_nothing_early_and_is_told() {
        let (ran, result) = ran(&[]);
        assert_eq!(ran, Lint::ALL);
        assert_eq!(result.unwrap_err().to_string(), "clippy failed; run again: cargo xtask lint clippy");
    }

    #[test]
    fn only_what_is_wanted_runs() {
        let (ran, result) = ran(&[Lint::Types, Lint::Rustfmt]);
        assert_eq!(ran, [Lint::Rustfmt, Lint::Types]);
        assert!(result.is_ok());
    }
}
