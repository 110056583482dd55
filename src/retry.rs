//! Whether to try a call again, and how long to wait before that.

/// The first wait is up to this long, in milliseconds; each further one up to twice as long.
const FIRST: f64 = 500.0;

/// No wait is longer, unless the server asks for it.
const LONGEST: f64 = 8000.0;

/// The longest wait that a timer can count, 24.8 days in milliseconds: beyond it, a timer fires at once.
const COUNTED: f64 = i32::MAX as f64;

/// Twilio's code for too many requests in too little time. The others that come with a 429 mean a person's limit,
/// which waiting a second does not lift.
const TOO_MANY_REQUESTS: u32 = 20429;

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// Whether the request only reads, and can be sent twice.
    pub reads: bool,
    /// The status of the answer; 0 where none came.
    pub status: u32,
    /// Twilio's code; 0 where it told none.
    pub code: u32,
    /// How many retries are left.
    pub retries: f64,
    /// How many attempts there were, this one among them.
    pub attempts: u32,
    /// What the server asks to wait, in milliseconds; negative where it does not.
    pub retry_after: f64,
    /// How much is left of the call's time, in milliseconds.
    pub left: f64,
}

impl Attempt {
    /// How long to wait before the next attempt, in milliseconds; none where there should be none. `random` is from 0
    /// to 1: without it, all the clients that a server had to turn away would come back at the same moment.
    pub fn wait(self, random: f64) -> Option<f64> {
        let worth_it = match self.status {
            429 => matches!(self.code, 0 | TOO_MANY_REQUESTS),
            0 | 502..=504 => self.reads,
            _ => false,
        };
        let doublings = self.attempts.saturating_sub(1).min(10);
        let backoff = random * (FIRST * f64::from(1u32 << doublings)).min(LONGEST);
        let wait = self.retry_after.max(0.0) + backoff;
        (worth_it && self.retries >= 1.0 && wait < self.left && wait <= COUNTED).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: Attempt = Attempt {
        reads: true,
        status: 503,
        code: 0,
        retries: 2.0,
        attempts: 1,
        retry_after: -1.0,
        left: 60_000.0,
    };

    #[test]
    fn what_only_reads_is_tried_again_where_no_server_has_answered() {
        for status in [0, 502, 503, 504] {
            assert!(Attempt { status, ..READ }.wait(0.5).is_some(), "{status}");
            assert!(Attempt { status, reads: false, ..READ }.wait(0.5).is_none(), "{status}");
        }
        for status in [200, 302, 400, 401, 404, 408, 500, 501] {
            assert!(Attempt { status, ..READ }.wait(0.5).is_none(), "{status}");
        }
    }

    #[test]
    fn a_429_is_tried_again_whatever_it_asked_unless_it_is_a_person_s_limit() {
        for reads in [true, false] {
            for code in [0, 20429] {
                assert!(Attempt { status: 429, code, reads, ..READ }.wait(0.5).is_some());
            }
            for code in [60202, 60203, 60212, 20404] {
                assert!(Attempt { status: 429, code, reads, ..READ }.wait(0.5).is_none(), "{code}");
            }
        }
    }

    #[test]
    fn waits_are_random_and_double_up_to_a_limit() {
        let wait = |attempts, random| Attempt { attempts, ..READ }.wait(random).unwrap();
        assert_eq!(
            [1, 2, 3, 4, 5, 6, u32::MAX].map(|attempts| wait(attempts, 1.0)),
            [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0, 8000.0]
        );
        assert_eq!(wait(1, 0.0), 0.0);
        assert_eq!(wait(2, 0.25), 250.0);
    }

    #[test]
    fn the_server_is_given_the_time_it_asks_for() {
        assert_eq!(Attempt { retry_after: 20_000.0, ..READ }.wait(0.5), Some(20_250.0));
        assert_eq!(Attempt { retry_after: 0.0, ..READ }.wait(0.0), Some(0.0));
    }

    #[test]
    fn a_wait_that_no_timer_could_count_is_none() {
        let endless = Attempt { left: f64::INFINITY, status: 429, retries: f64::INFINITY, ..READ };
        for (retry_after, waits) in
            [(2_147_483_647.0, true), (2_147_483_648.0, false), (f64::INFINITY, false)]
        {
            assert_eq!(Attempt { retry_after, ..endless }.wait(0.0).is_some(), waits, "{retry_after}");
        }
        assert!(Attempt { retry_after: 2_147_483_647.0, ..endless }.wait(0.5).is_none());
    }

    #[test]
    fn there_is_no_attempt_beyond_the_call_s_time_or_the_retries() {
        assert!(Attempt { retry_after: 60_000.0, ..READ }.wait(0.0).is_none());
        assert!(Attempt { left: 100.0, ..READ }.wait(1.0).is_none());
        assert!(Attempt { left: f64::INFINITY, ..READ }.wait(1.0).is_some());
        for retries in [0.0, -1.0, f64::NAN, 0.9] {
            assert!(Attempt { retries, ..READ }.wait(0.5).is_none(), "{retries}");
        }
    }
}
