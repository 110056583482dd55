//! What a step was made from, so that it runs again only when that has changed.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The inputs of a step, as one number, and the file that keeps the number of the last time.
pub struct Stamp {
    file: PathBuf,
    hash: DefaultHasher,
}

impl Stamp {
    /// A stamp that is kept in a file.
    pub fn at(file: impl Into<PathBuf>) -> Self {
        let hash = DefaultHasher::new();
        Self { file: file.into(), hash }
    }

    /// The stamp of a step of the build. xtask is an input of it too: the step's code, the tables, the linked tools.
    pub fn of_step(name: &str) -> Result<Self> {
        let mut stamp = Self::at(Path::new("target/xtask").join(name));
        let program = fs::metadata(env::current_exe()?)?;
        program.len().hash(&mut stamp.hash);
        program.modified()?.hash(&mut stamp.hash);
        Ok(stamp)
    }

    /// Adds a file, or every file in a folder.
    pub fn path(mut self, path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if path.is_dir() {
            let mut entries =
                fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
            entries.sort();
            for entry in entries {
                self = self.path(entry)?;
            }
        } else {
            path.hash(&mut self.hash);
            fs::read(path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut self.hash);
        }
        Ok(self)
    }

    /// Whether the step ran with these inputs, and what it made is there.
    pub fn is_fresh(&self, outputs: &[impl AsRef<Path>]) -> bool {
        outputs.iter().all(|output| output.as_ref().exists())
            && fs::read_to_string(&self.file).is_ok_and(|last| last == self.value())
    }

    /// Keeps the stamp: the step has run.
    pub fn keep(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(&self.file, self.value())?)
    }

    fn value(&self) -> String {
        format!("{:016x}", self.hash.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for one test, empty.
    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-stamp-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in/deep")).unwrap();
        fs::write(folder.join("in/a"), "1").unwrap();
        fs::write(folder.join("in/deep/b"), "2").unwrap();
        folder
    }

    fn stamp(folder: &Path) -> Stamp {
        Stamp::at(folder.join("stamp")).path(folder.join("in")).unwrap()
    }

    fn fresh(folder: &Path) -> bool {
        let none: [&Path; 0] = [];
        stamp(folder).is_fresh(&none)
    }

    #[test]
    fn a_step_is_fresh_only_after_it_ran() {
        let folder = folder("ran");
        assert!(!fresh(&folder));
        stamp(&folder).keep().unwrap();
        assert!(fresh(&folder));
    }

    #[test]
    fn a_changed_added_or_renamed_input_makes_it_stale() {
        let folder = folder("stale");
        stamp(&folder).keep().unwrap();
        let change = |from: &str, to: &str| {
            fs::rename(folder.join(from), folder.join(to)).unwrap();
            let fresh = fresh(&folder);
            fs::rename(folder.join(to), folder.join(from)).unwrap();
            fresh
        };
        assert!(!change("in/a", "in/c"));
        assert!(!change("in/deep", "in/deeper"));
        fs::write(folder.join("in/deep/b"), "3").unwrap();
        assert!(!fresh(&folder));
        fs::write(folder.join("in/deep/b"), "2").unwrap();
        assert!(fresh(&folder));
        fs::write(folder.join("in/new"), "").unwrap();
        assert!(!fresh(&folder));
    }

    #[test]
    fn a_missing_output_makes_it_stale() {
        let folder = folder("output");
        stamp(&folder).keep().unwrap();
        assert!(stamp(&folder).is_fresh(&[folder.join("in/a")]));
        assert!(!stamp(&folder).is_fresh(&[folder.join("in/a"), folder.join("out")]));
    }
}
