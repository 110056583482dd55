//! Checks that run one after the other, all of them, with a summary at the end.

use crate::shell;
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// One check.
pub struct Stage<'a> {
    name: &'static str,
    what: &'static str,
    run: Box<dyn Fn() -> Result<()> + 'a>,
}

impl<'a> Stage<'a> {
    /// A check: the name to ask for it, what it checks, and how.
    pub fn new(name: &'static str, what: &'static str, run: impl Fn() -> Result<()> + 'a) -> Self {
        Self { name, what, run: Box::new(run) }
    }
}

/// Runs the wanted stages of a command, or all, and sums up. Fails where one did.
pub fn run(command: &str, stages: &[Stage], wanted: &[String]) -> Result<()> {
    let names: Vec<_> = stages.iter().map(|stage| stage.name).collect();
    if let Some(unknown) = wanted.iter().find(|name| !names.contains(&name.as_str())) {
        bail!("there is no {unknown:?} in `cargo xtask {command}`, only {}", names.join(", "));
    }
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for stage in
        stages.iter().filter(|stage| wanted.is_empty() || wanted.iter().any(|name| name == stage.name))
    {
        shell::say(format!("\n== {}: {}", stage.name, stage.what));
        let start = Instant::now();
        let result = (stage.run)();
        if let Err(error) = &result {
            eprintln!("{}: {error:#}", stage.name);
            failed.push(stage.name);
        }
        lines.push(line(stage, result.is_ok(), start.elapsed()));
    }
    shell::say(format!("\n{}", lines.join("\n")));
    if !failed.is_empty() {
        bail!("{} failed; run again: cargo xtask {command} {}", failed.join(" and "), failed.join(" "));
    }
    Ok(())
}

fn line(stage: &Stage, passed: bool, took: Duration) -> String {
    let verdict = if passed { "passed" } else { "FAILED" };
    format!("{verdict}  {:<9}{:>5.1} s  {}", stage.name, took.as_secs_f64(), stage.what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// Runs three stages, of which the second fails; gives which ran, and the error.
    fn three(wanted: &[&str]) -> (Vec<&'static str>, Result<()>) {
        let ran = RefCell::new(Vec::new());
        let stage = |name: &'static str| {
            let ran = &ran;
            Stage::new(name, "a test", move || {
                ran.borrow_mut().push(name);
                if name == "two" { bail!("it does") } else { Ok(()) }
            })
        };
        let wanted: Vec<_> = wanted.iter().map(|name| name.to_string()).collect();
        let result = run("test", &[stage("one"), stage("two"), stage("three")], &wanted);
        (ran.into_inner(), result)
    }

    #[test]
    fn a_failure_ends_nothing_early_and_is_told() {
        let (ran, result) = three(&[]);
        assert_eq!(ran, ["one", "two", "three"]);
        assert_eq!(result.unwrap_err().to_string(), "two failed; run again: cargo xtask test two");
    }

    #[test]
    fn only_what_is_wanted_runs() {
        let (ran, result) = three(&["three", "one"]);
        assert_eq!(ran, ["one", "three"]);
        assert!(result.is_ok());
    }

    #[test]
    fn an_unknown_name_runs_nothing() {
        let (ran, result) = three(&["four"]);
        assert!(ran.is_empty());
        assert!(result.unwrap_err().to_string().contains("one, two, three"));
    }
}
