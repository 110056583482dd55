//! Chance that repeats itself: the same seed gives the same SIDs, secrets and codes.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A generator of random bytes: ChaCha20, whose key a seed gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Random {
    seed: String,
    /// How many draws there have been.
    draws: u64,
}

impl Random {
    /// The generator of a seed: any text.
    pub fn new(seed: &str) -> Random {
        Random { seed: seed.to_owned(), draws: 0 }
    }

    /// Fills a buffer with random bytes.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        let mut generator = ChaCha20Rng::from_seed(Sha256::digest(self.seed.as_bytes()).into());
        // Each draw has a stream of its own: where it stands is one number, and a snapshot keeps it.
        generator.set_stream(self.draws);
        self.draws = self.draws.wrapping_add(1);
        generator.fill_bytes(bytes);
    }

    /// A new SID: two letters and 32 random hexadecimal digits.
    pub fn sid(&mut self, prefix: &str) -> String {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        [prefix, &data_encoding::HEXLOWER.encode(&bytes)].concat()
    }

    /// So many random digits, at most 19.
    pub fn digits(&mut self, count: u32) -> String {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        // 2 to the 64th is so much more than any such power of ten that no digit is likelier than another.
        let number = u64::from_le_bytes(bytes) % 10_u64.pow(count.min(19));
        format!("{number:0width$}", width = count.min(19) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_and_another_seed_or_draw_something_else() {
        let (mut one, mut two, mut other) = (Random::new("a"), Random::new("a"), Random::new("b"));
        let first = one.sid("VE");
        assert_eq!(first, two.sid("VE"));
        assert!(first.starts_with("VE") && first.len() == 34);
        assert_ne!(first, other.sid("VE"));
        assert_ne!(first, one.sid("VE"));
        let restored: Result<Random, _> = serde_json::from_str(&serde_json::to_string(&one).unwrap());
        assert_eq!(restored.unwrap().sid("VE"), one.sid("VE"));
    }

    #[test]
    fn digits_are_as_many_as_asked_for_and_may_begin_with_zero() {
        let mut random = Random::new("");
        let drawn: Vec<_> = (0..200).map(|_| random.digits(4)).collect();
        assert!(drawn.iter().all(|code| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())));
        assert!(drawn.iter().any(|code| code.starts_with('0')));
        assert_eq!(random.digits(99).len(), 19);
    }
}
