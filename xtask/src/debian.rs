//! Debian's packages.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// Where the lists of packages are, and where apt-get puts them together: one of the two changes when it updates them.
const LISTS: [&str; 2] = ["/var/lib/apt/lists", "/var/lib/apt/lists/partial"];

/// How old lists may be. An image's are as old as the image, and name packages of that day, or such that are gone.
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);

/// Installs packages, or says what to install.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let wanted = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("{why}, and this is not Debian: install what its packages {wanted} hold");
    }
    if shell::ask(Command::new("id").arg("-u"))? != "0" {
        bail!(
            "{why}: run `sudo apt-get update && sudo apt-get install --no-install-recommends {wanted}`, then \
             this again"
        );
    }
    let old = are_old(&LISTS, SystemTime::now());
    if old {
        shell::say("  updating Debian's lists of packages, which are older than a day (some seconds)");
        // What they name may be had all the same.
        if let Err(error) = update() {
            shell::say(format!("  they stay as they are: {error:#}"));
        }
    }
    shell::say(format!("  installing {wanted} from Debian (about half a minute)"));
    if old {
        return shell::quietly(&mut apt(packages)).context(why.to_owned());
    }
    // Even a list of today may name what is gone: then it is fetched again.
    if shell::output(&mut apt(packages)).is_err() {
        update()?;
        shell::quietly(&mut apt(packages)).context(why.to_owned())?;
    }
    Ok(())
}

/// Whether the lists are missing, or were last updated too long ago.
fn are_old(folders: &[impl AsRef<Path>], now: SystemTime) -> bool {
    let updated = folders.iter().filter_map(|folder| fs::metadata(folder).ok()?.modified().ok()).max();
    // A time to come is that of a clock which was wrong: nobody knows then.
    updated.and_then(|updated| now.duration_since(updated).ok()).is_none_or(|age| age > FRESH)
}

fn update() -> Result<()> {
    shell::quietly(Command::new("apt-get").args(["update", "-qq"]))
}

fn apt(packages: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        // Seconds: a machine that has just started may be installing for itself.
        .arg("-oDPkg::Lock::Timeout=120")
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;
    use std::path::PathBuf;

    const HOUR: Duration = Duration::from_secs(60 * 60);

    /// Two folders that were last changed some hours before a moment.
    fn lists(name: &str, now: SystemTime, hours: [u32; 2]) -> [PathBuf; 2] {
        let folder = env::temp_dir().join(format!("xtask-lists-{}-{name}", std::process::id()));
        let folders = [folder.clone(), folder.join("partial")];
        fs::create_dir_all(&folders[1]).unwrap();
        for (folder, hours) in folders.iter().zip(hours) {
            fs::File::open(folder).unwrap().set_modified(now - HOUR * hours).unwrap();
        }
        folders
    }

    #[test]
    fn lists_older_than_a_day_are_old() {
        let now = SystemTime::now();
        assert!(are_old(&lists("image", now, [4000, 4000]), now));
        assert!(are_old(&lists("yesterday", now, [25, 26]), now));
        assert!(!are_old(&lists("today", now, [23, 30]), now));
    }

    #[test]
    fn an_update_that_found_nothing_new_counts() {
        let now = SystemTime::now();
        assert!(!are_old(&lists("same", now, [4000, 1]), now));
    }

    #[test]
    fn missing_lists_are_old() {
        assert!(are_old(&[env::temp_dir().join("xtask-no-such-lists")], SystemTime::now()));
    }

    #[test]
    fn lists_of_a_time_to_come_are_old() {
        let now = SystemTime::now();
        assert!(are_old(&lists("future", now, [0, 0]), now - HOUR));
    }
}
