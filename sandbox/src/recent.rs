//! When something happened lately, as far back as Twilio's limits look.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A minute, in milliseconds.
pub const MINUTE: u64 = 60_000;
/// An hour, in milliseconds.
pub const HOUR: u64 = 60 * MINUTE;
/// A day, in milliseconds.
pub const DAY: u64 = 24 * HOUR;

/// How many times are kept: no limit counts further.
const KEPT: usize = 100;

/// The last times at which something happened, in milliseconds since 1970.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Recent(VecDeque<u64>);

impl Recent {
    /// It happened once more.
    pub fn push(&mut self, now: u64) {
        self.0.push_back(now);
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// Whether it happened so often within the last `within` milliseconds: `count` is at most 100.
    pub fn reached(&self, count: usize, within: u64, now: u64) -> bool {
        let first = self.0.len().checked_sub(count).and_then(|place| self.0.get(place));
        first.is_some_and(|first| now.saturating_sub(*first) < within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_long_ago_counts() {
        let mut recent = Recent::default();
        assert!(!recent.reached(1, DAY, 0));
        (1000..1003).for_each(|now| recent.push(now));
        assert!(recent.reached(3, 10, 1009) && !recent.reached(3, 10, 1010));
        assert!(recent.reached(2, 10, 1010) && !recent.reached(2, 10, 1011));
        assert!(!recent.reached(4, DAY, 1003));
        assert!(recent.reached(3, 10, 0), "a clock that was set back");
    }

    #[test]
    fn a_hundred_are_kept() {
        let mut recent = Recent::default();
        (0..250).for_each(|now| recent.push(now));
        assert!(recent.reached(100, 101, 250) && !recent.reached(100, 100, 250));
        assert_eq!(recent.0.len(), 100);
        assert_eq!((HOUR, DAY), (3_600_000, 86_400_000));
    }
}
