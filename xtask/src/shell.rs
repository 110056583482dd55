//! Running other programs, and saying which.

use anyhow::{Context, Result, anyhow, bail};
use std::collections::VecDeque;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the project")
}

/// The host's cargo.
pub fn cargo() -> Command {
    rust("cargo")
}

/// The crates that become wasm.
pub const SHIPPED: [&str; 2] = ["--package=twilio_verify", "--package=twilio_verify_sandbox"];

/// The crates in groups. What builds has most of the dependencies: compiled with the other crates, these would get other
/// features than `cargo xtask` itself has compiled them with, and all would be compiled again.
const CRATES: [&[&str]; 4] = [
    &SHIPPED,
    &["--package=xtask", "--package=xtask-command"],
    &["--package=xtask-glue"],
    &["--package=xtask-picture"],
];

/// Runs a command of the host's cargo for every crate.
pub fn cargo_for_all(command: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Result<()> {
    for crates in CRATES {
        let mut cargo = cargo();
        cargo.arg(command).args(crates).args(arguments).envs(environment.iter().copied());
        run(&mut cargo)?;
    }
    Ok(())
}

/// A program of a Rust toolchain, without what cargo sets for the programs that it runs: that is about xtask, and the
/// libraries of one toolchain would get into the way of another's compiler.
pub fn rust(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
        {
            command.env_remove(name);
        }
    }
    command.env_remove("CARGO").env_remove("LD_LIBRARY_PATH");
    command
}

/// Says what is going on.
pub fn say(text: impl AsRef<str>) {
    println!("{}", text.as_ref());
    // Before what a child prints, also where the output is not a terminal.
    let _ = stdout().flush();
}

/// A command as one line, with paths relative to the project.
pub fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    let words: Vec<_> = words.map(word).collect();
    match command.get_current_dir().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => format!("{}: {}", relative(folder), words.join(" ")),
        None => words.join(" "),
    }
}

fn word(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let word = word.replace(&format!("{}/", root().display()), "");
    if word.contains([' ', '"', '\'']) { format!("{word:?}") } else { word }
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.display().to_string()
}

/// Runs a command, which prints for itself. Who reads a log and not a screen has the failures in the error too: they
/// stand far above where others print after it.
pub fn run(command: &mut Command) -> Result<()> {
    say(format!("$ {}", line(command)));
    if stdout().is_terminal() {
        let status = command.status().with_context(|| format!("cannot run {}", line(command)))?;
        return checked(command, status);
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", line(command)))?;
    let failures = Arc::new(Mutex::new(Failures::default()));
    let copies = [
        copy(child.stdout.take().expect("stdout is piped"), stdout(), &failures),
        copy(child.stderr.take().expect("stderr is piped"), stderr(), &failures),
    ];
    let status = child.wait()?;
    // What it started and left behind may hold its output open.
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end && !copies.iter().all(|copy| copy.is_finished()) {
        thread::sleep(Duration::from_millis(10));
    }
    checked(command, status).map_err(|error| {
        let told = failures.lock().map(|failures| failures.told()).unwrap_or_default();
        anyhow!("{error}\n{told}")
    })
}

/// Copies what a program prints, line by line, and keeps what it says of failures.
fn copy(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    failures: &Arc<Mutex<Failures>>,
) -> JoinHandle<()> {
    let failures = Arc::clone(failures);
    thread::spawn(move || {
        let mut lines = BufReader::new(from);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let _ = to.write_all(&line).and_then(|()| to.flush());
            if let Ok(mut failures) = failures.lock() {
                failures.read(String::from_utf8_lossy(&line).trim_end());
            }
            line.clear();
        }
    })
}

/// What a program's output says of failures: the lines that name one, as our programs and cargo's tests write them, or
/// else the last ones.
#[derive(Default)]
struct Failures {
    named: Vec<String>,
    last: VecDeque<String>,
}

impl Failures {
    /// Lines that are kept of each kind, and how many characters of a line.
    const LINES: usize = 12;
    const WIDTH: usize = 300;

    fn read(&mut self, line: &str) {
        let short: String = line.chars().take(Self::WIDTH).collect();
        if (line.starts_with("FAILED ") || line.ends_with("... FAILED")) && self.named.len() < Self::LINES {
            self.named.push(short.clone());
        }
        if !line.is_empty() {
            self.last.push_back(short);
        }
        if self.last.len() > Self::LINES {
            self.last.pop_front();
        }
    }

    fn told(&self) -> String {
        if self.named.is_empty() { Vec::from(self.last.clone()).join("\n") } else { self.named.join("\n") }
    }
}

/// Runs a command in the place of this program, so that nothing stands between it and who ends it.
#[cfg(unix)]
pub fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(error).with_context(|| format!("cannot run {}", line(command)))
}

/// Runs a command in the place of this program.
#[cfg(not(unix))]
pub fn become_program(command: &mut Command) -> Result<()> {
    run(command)
}

/// Runs a command whose output nobody needs, unless it fails.
pub fn quietly(command: &mut Command) -> Result<()> {
    say(format!("$ {}", line(command)));
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {}", line(command)))?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    checked(command, output.status)
}

/// What a command prints, which is shown nowhere.
pub fn output(command: &mut Command) -> Result<String> {
    say(format!("$ {}", line(command)));
    ask(command)
}

/// What a command writes for a program, while it tells people how far it is.
pub fn messages(command: &mut Command) -> Result<String> {
    say(format!("$ {}", line(command)));
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", line(command)))?;
    checked(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("what {} writes is no text", line(command)))
}

/// What a command tells that changes nothing: it is not even said that it runs.
pub fn ask(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {}", line(command)))?;
    checked(command, output.status)
        .with_context(|| String::from_utf8_lossy(&output.stderr).trim().to_owned())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a command succeeds within a time; what it prints is the error where it does not.
pub fn within(limit: Duration, command: &mut Command) -> Result<()> {
    say(format!("$ {}", line(command)));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", line(command)))?;
    let mut errors = child.stderr.take().expect("stderr is piped");
    let reader = thread::spawn(move || {
        let mut text = String::new();
        let _ = errors.read_to_string(&mut text);
        text
    });
    let Some(status) = wait(&mut child, limit)? else {
        child.kill()?;
        child.wait()?;
        bail!("no end after {} s", limit.as_secs());
    };
    if status.success() {
        return Ok(());
    }
    let text = reader.join().unwrap_or_default();
    bail!("{}", text.lines().last().unwrap_or("it failed").trim())
}

fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(None)
}

fn checked(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Where a program is, of those that `PATH` names.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_with_relative_paths() {
        let mut command = Command::new("npm");
        command.arg("pack").arg(root().join("target/npm")).current_dir("pkg");
        assert_eq!(line(&command), "pkg: npm pack target/npm");
    }

    #[test]
    fn words_with_spaces_are_quoted() {
        assert_eq!(line(Command::new("echo").arg("a b")), "echo \"a b\"");
    }

    fn failures(lines: &[&str]) -> String {
        let mut failures = Failures::default();
        lines.iter().for_each(|line| failures.read(line));
        failures.told()
    }

    #[test]
    fn what_a_program_names_as_failed_is_told_again() {
        assert_eq!(
            failures(&["FAILED one", "", "passed two", "FAILED three", "end"]),
            "FAILED one\nFAILED three"
        );
    }

    #[test]
    fn of_a_program_that_names_nothing_the_end_is_told_again() {
        let lines: Vec<_> = (0..100).map(|number| number.to_string()).collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        assert_eq!(failures(&lines), lines[100 - Failures::LINES..].join("\n"));
    }

    #[test]
    fn what_was_left_running_holds_nothing_up() {
        let start = Instant::now();
        let error = run(Command::new("sh").args(["-c", "sleep 60 & echo the end >&2; exit 1"])).unwrap_err();
        // Where the tests' own output is a screen, it was seen there.
        let told = error.to_string();
        assert!(stdout().is_terminal() || told.ends_with("\nthe end"), "{told}");
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_command_without_end_is_ended() {
        let error = within(Duration::from_millis(100), Command::new("sleep").arg("600")).unwrap_err();
        assert_eq!(error.to_string(), "no end after 0 s");
    }

    #[test]
    fn a_refusal_is_told_in_its_own_words() {
        let error = within(Duration::from_secs(60), Command::new("sh").args(["-c", "echo no >&2; exit 1"]));
        assert_eq!(error.unwrap_err().to_string(), "no");
    }
}
