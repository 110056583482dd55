//! The commands of `cargo xtask`, and their arguments. Nothing else is in this crate, so that help takes seconds on a fresh
//! clone.

mod stages;

use clap::{Arg, ArgAction, ArgMatches, builder::EnumValueParser, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

pub use stages::{Lint, Stage, Test};

/// What can be done.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Finds or installs what the others need.
    Setup,
    /// Builds the package.
    Build,
    /// Runs these tests, or all where there are none.
    Test(Vec<Test>),
    /// Builds the page and serves it.
    Demo {
        /// Where, unless it is to be found.
        port: Option<u16>,
        /// On the real service.
        live: bool,
    },
    /// Builds the page and the documentation as files.
    Site {
        /// Where they will be.
        url: Option<String>,
    },
    /// Measures calls.
    Bench {
        /// For a tenth of the time.
        quick: bool,
        /// As data.
        json: bool,
    },
    /// Measures what ships.
    Size,
    /// Compares the tables with a document.
    Surface {
        /// The document.
        file: PathBuf,
    },
    /// Runs these linters, or all where there are none.
    Lint(Vec<Lint>),
}

/// The command that was typed, after the name of the program. Help is an error, as is all that is no command.
pub fn parse(arguments: &[OsString]) -> Result<Command, clap::Error> {
    let mut matches = clap().try_get_matches_from(arguments)?;
    let (name, mut its) = matches.remove_subcommand().expect("clap asks for one");
    Ok(match name.as_str() {
        "setup" => Command::Setup,
        "build" => Command::Build,
        "test" => Command::Test(many(&mut its)),
        "demo" => Command::Demo { port: its.remove_one("port"), live: its.get_flag("live") },
        "site" => Command::Site { url: its.remove_one("url") },
        "bench" => Command::Bench { quick: its.get_flag("quick"), json: its.get_flag("json") },
        "size" => Command::Size,
        "surface" => Command::Surface { file: its.remove_one("FILE").expect("clap asks for it") },
        "lint" => Command::Lint(many(&mut its)),
        _ => unreachable!("clap knows no other"),
    })
}

fn many<Of: Stage>(matches: &mut ArgMatches) -> Vec<Of> {
    matches.remove_many("STAGE").into_iter().flatten().collect()
}

fn clap() -> clap::Command {
    let command = |name: &'static str, about: &'static str| clap::Command::new(name).about(about);
    let flag = |name, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let port = "Port of 127.0.0.1 [default: 5173, or another where that is taken]";
    let file = Arg::new("FILE").required(true).value_parser(value_parser!(PathBuf));
    command("cargo xtask", "Builds, tests, measures and serves this project.")
        .bin_name("cargo xtask")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            command("setup", "Find or install what the other commands need"),
            command("build", "Build the npm package: pkg/, and packed target/npm/"),
            command("test", "Set up, build, and run all tests, or some stages").arg(stages::<Test>()),
            command("demo", "Set up, build, and serve the demo page").args([
                Arg::new("port").long("port").value_name("N").value_parser(value_parser!(u16)).help(port),
                flag("live", "On Twilio: sends real messages, which cost money").long_help(LIVE),
            ]),
            command("site", "Build the demo page and the documentation as files: target/site/").arg(
                Arg::new("url")
                    .long("url")
                    .value_name("URL")
                    .value_parser(address)
                    .help("Where it will be, such as https://host/path/: what shows shared links wants that"),
            ),
            command("bench", "Measure calls against bare fetch")
                .args([flag("quick", "Measure for a tenth of the time"), flag("json", "Print data")]),
            command("size", "Print how large what ships is; fails over the budget"),
            command("surface", "Print where the tables differ from a document; fails where they do")
                .arg(file.help("Twilio's OpenAPI document of Verify v2, as JSON")),
            command("lint", "Check what linters check, or some stages").arg(stages::<Lint>()),
        ])
}

/// What `--live` needs, and does.
const LIVE: &str = "On Twilio's service, with your account, through a server on this machine that keeps the credentials. \
It sends real messages and makes real calls, which cost money. The environment has VERIFY_SERVICE_SID, \
TWILIO_ACCOUNT_SID, and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY with TWILIO_API_SECRET";

/// A whole address of a folder.
fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let fits = rest.ends_with('/') && rest.len() > 1 && !rest.contains(['"', '<', '>', '?', '#', ' ']);
    if fits { Ok(text.to_owned()) } else { Err("it begins with https:// and ends with /".to_owned()) }
}

fn stages<Of: Stage>() -> Arg {
    Arg::new("STAGE")
        .num_args(0..)
        .value_parser(EnumValueParser::<Of>::new())
        .help("The stages to run [default: all]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::error::ErrorKind;

    fn typed(line: &str) -> Result<Command, clap::Error> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        parse(&words.map(OsString::from).collect::<Vec<_>>())
    }

    fn help(line: &str) -> String {
        let error = typed(line).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DisplayHelp, "{line}: {error}");
        error.to_string()
    }

    #[test]
    fn every_command_has_help_and_does_nothing_else() {
        for command in clap().get_subcommands() {
            let name = command.get_name();
            for line in [format!("{name} --help"), format!("{name} -h"), format!("help {name}")] {
                assert!(help(&line).contains(&format!("Usage: cargo xtask {name}")), "{line}");
            }
            assert!(help("help").contains(name) && help("--help").contains(name));
        }
    }

    #[test]
    fn help_waits_for_clap_and_nothing_else() {
        let (_, rest) = include_str!("../Cargo.toml").split_once("[dependencies]\n").unwrap();
        let needs: Vec<_> = rest.lines().take_while(|line| !line.is_empty()).collect();
        assert_eq!(needs, ["clap.workspace = true"]);
    }

    #[test]
    fn help_says_what_each_stage_is() {
        for (name, what) in Test::ALL.iter().map(|stage| (stage.name(), stage.what())) {
            let help = help("test --help");
            assert!(help.contains(name) && help.contains(what), "{name}: {help}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_before_anything_is_done() {
        for line in [
            "",
            "tests",
            "test everything",
            "demo --port 70000",
            "demo 80",
            "surface",
            "size now",
            "site --url host",
            "site --url https://host/a?b/",
        ] {
            assert!(typed(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn what_is_typed_is_what_is_done() {
        let done = |line| typed(line).unwrap();
        assert_eq!(done("setup"), Command::Setup);
        assert_eq!(done("build"), Command::Build);
        assert_eq!(done("test"), Command::Test(vec![]));
        assert_eq!(done("test types native"), Command::Test(vec![Test::Types, Test::Native]));
        assert_eq!(done("demo"), Command::Demo { port: None, live: false });
        assert_eq!(done("demo --port 80"), Command::Demo { port: Some(80), live: false });
        assert_eq!(done("demo --live"), Command::Demo { port: None, live: true });
        assert_eq!(done("site"), Command::Site { url: None });
        let url = Some("https://host/path/".to_owned());
        assert_eq!(done("site --url https://host/path/"), Command::Site { url });
        assert_eq!(done("bench --quick"), Command::Bench { quick: true, json: false });
        assert_eq!(done("size"), Command::Size);
        assert_eq!(done("surface a"), Command::Surface { file: "a".into() });
        assert_eq!(done("lint types"), Command::Lint(vec![Lint::Types]));
    }
}
