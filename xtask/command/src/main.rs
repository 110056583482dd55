//! `cargo xtask`: help, or what has to be mended, at once; anything else is done by the crate `xtask`, which takes longer to
//! compile.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    // Ends here where it is help, or wrong.
    xtask_command::parse(&arguments).unwrap_or_else(|error| error.exit());
    match hand_over(&arguments[1..]) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles the crate that does it, and lets it.
fn hand_over(arguments: &[OsString]) -> std::io::Result<ExitCode> {
    let program = env::current_exe()?.with_file_name(format!("xtask{}", env::consts::EXE_SUFFIX));
    if !program.exists() {
        eprintln!("compiling what sets up and builds, which takes about half a minute, once");
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    if !Command::new(cargo).args(["build", "--package", "xtask"]).status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    become_program(Command::new(program).args(arguments))
}

/// In the place of this program, so that nothing stands between it and who ends it.
#[cfg(unix)]
fn become_program(command: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> std::io::Result<ExitCode> {
    Ok(if command.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
