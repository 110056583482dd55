//! Things in the order of their creation, each found by its keys at once, however many there are.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// What a store can keep.
pub trait Keyed {
    /// What it is found by: its SID, say. They never change. Where two things have a key in common, the later one is
    /// found by it.
    fn keys(&self) -> Vec<String>;
}

/// Things in the order of their creation. Each has a number, which no other one ever gets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Stored<T>", bound(deserialize = "T: Keyed + Deserialize<'de>"))]
pub struct Store<T> {
    next: u64,
    items: BTreeMap<u64, T>,
    #[serde(skip)]
    numbers: HashMap<Box<str>, u64>,
}

impl<T> Default for Store<T> {
    fn default() -> Store<T> {
        Store { next: 0, items: BTreeMap::new(), numbers: HashMap::new() }
    }
}

/// A store as a snapshot has it.
#[derive(Deserialize)]
struct Stored<T> {
    next: u64,
    items: BTreeMap<u64, T>,
}

impl<T: Keyed> From<Stored<T>> for Store<T> {
    fn from(stored: Stored<T>) -> Store<T> {
        let mut numbers = HashMap::new();
        for (number, item) in &stored.items {
            numbers.extend(item.keys().into_iter().map(|key| (key.into_boxed_str(), *number)));
        }
        // A number is never given twice, whatever a snapshot says.
        let last = stored.items.keys().next_back().map_or(0, |last| last.saturating_add(1));
        Store { next: stored.next.max(last), items: stored.items, numbers }
    }
}

impl<T> Store<T> {
    /// The number of the thing with this key.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.numbers.get(key).copied()
    }

    /// The thing with this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.items.get(self.numbers.get(key)?)
    }

    /// The thing with this key, to change. Its keys stay as they are.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.items.get_mut(self.numbers.get(key)?)
    }

    /// Whether there is a thing with this key.
    pub fn has(&self, key: &str) -> bool {
        self.numbers.contains_key(key)
    }

    /// The thing with this number.
    pub fn at(&self, number: u64) -> Option<&T> {
        self.items.get(&number)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// The oldest one.
    pub fn first(&self) -> Option<&T> {
        self.items.values().next()
    }

    /// All of them, the oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.items.values()
    }

    /// Does something to each of them, the oldest first. Their keys stay as they are.
    pub fn each(&mut self, act: impl FnMut(&mut T)) {
        self.items.values_mut().for_each(act);
    }

    /// Those of these numbers, the oldest first.
    pub fn range(&self, numbers: Range<u64>) -> impl DoubleEndedIterator<Item = (u64, &T)> {
        // A range that ends before it begins would be a panic.
        let numbers = numbers.start..numbers.end.max(numbers.start);
        self.items.range(numbers).map(|(number, item)| (*number, item))
    }
}

impl<T: Keyed> Store<T> {
    /// Adds a thing, and gives its number.
    pub fn insert(&mut self, item: T) -> u64 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.numbers.extend(item.keys().into_iter().map(|key| (key.into_boxed_str(), number)));
        self.items.insert(number, item);
        number
    }

    /// Takes a thing out.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        let number = *self.numbers.get(key)?;
        let item = self.items.remove(&number)?;
        for key in item.keys() {
            if self.numbers.get(key.as_str()) == Some(&number) {
                self.numbers.remove(key.as_str());
            }
        }
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Thing(String, String);

    impl Keyed for Thing {
        fn keys(&self) -> Vec<String> {
            vec![self.0.clone(), self.1.clone()]
        }
    }

    fn thing(sid: &str, name: &str) -> Thing {
        Thing(sid.into(), name.into())
    }

    #[test]
    fn a_thing_is_found_by_each_of_its_keys_until_it_is_taken_out() {
        let mut store = Store::default();
        assert_eq!((store.insert(thing("a", "x")), store.insert(thing("b", "y"))), (0, 1));
        assert_eq!(store.get("a"), store.get("x"));
        assert_eq!((store.number("y"), store.at(1), store.count()), (Some(1), Some(&thing("b", "y")), 2));
        assert_eq!(store.remove("x"), Some(thing("a", "x")));
        assert!(!store.has("a") && store.get("a").is_none() && store.remove("a").is_none());
        assert_eq!(store.insert(thing("a", "x")), 2, "a number is never given twice");
        assert_eq!(store.first(), Some(&thing("b", "y")));
        assert_eq!(store.range(3..9).count(), 0);
    }

    #[test]
    fn of_two_things_with_one_key_the_later_is_found_and_outlives_the_other() {
        let mut store = Store::default();
        store.insert(thing("a", "x"));
        store.insert(thing("b", "x"));
        assert_eq!(store.get("x"), Some(&thing("b", "x")));
        store.remove("a");
        assert_eq!(store.get("x"), Some(&thing("b", "x")));
        store.remove("b");
        assert!(!store.has("x"));
    }

    #[test]
    fn a_snapshot_of_a_store_restores_it() {
        let mut store = Store::default();
        store.insert(thing("a", "x"));
        store.insert(thing("b", "x"));
        store.remove("a");
        let text = serde_json::to_string(&store).unwrap();
        let mut restored: Store<Thing> = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&restored).unwrap(), text);
        assert_eq!(restored.get("x"), Some(&thing("b", "x")));
        assert_eq!(restored.insert(thing("c", "z")), 2);
        let mut odd: Store<Thing> = serde_json::from_str(r#"{"next":0,"items":{"7":["a","x"]}}"#).unwrap();
        assert_eq!(odd.insert(thing("b", "y")), 8);
    }
}
