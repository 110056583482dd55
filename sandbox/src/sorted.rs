//! Things in their own order: any stretch of it is read and counted at once, however many there are.

/// How many stand together at most. A list of pieces of so many is short, and to make room in one costs little.
const PIECE: usize = 512;

/// Things in order, the least first. Equal ones are all kept.
#[derive(Clone, Debug)]
pub struct Sorted<T> {
    /// None is empty.
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Sorted<T> {
    fn default() -> Sorted<T> {
        Sorted { pieces: Vec::new() }
    }
}

impl<T: Ord + Copy> Sorted<T> {
    /// Adds one.
    pub fn insert(&mut self, item: T) {
        // The last piece that does not begin after it.
        let place = self.pieces.partition_point(|piece| piece.first() <= Some(&item)).saturating_sub(1);
        let Some(piece) = self.pieces.get_mut(place) else { return self.pieces.push(vec![item]) };
        piece.insert(piece.partition_point(|known| *known <= item), item);
        if piece.len() > PIECE {
            let rest = piece.split_off(PIECE / 2);
            self.pieces.insert(place + 1, rest);
        }
    }

    /// Takes one out, where it is there.
    pub fn remove(&mut self, item: T) {
        let place = self.pieces.partition_point(|piece| piece.last() < Some(&item));
        let Some(piece) = self.pieces.get_mut(place) else { return };
        let Ok(at) = piece.binary_search(&item) else { return };
        piece.remove(at);
        if piece.is_empty() {
            self.pieces.remove(place);
        }
    }

    /// Those from one place to before another.
    pub fn range(&self, from: T, to: T) -> impl DoubleEndedIterator<Item = T> + '_ {
        let first = self.pieces.partition_point(|piece| piece.last() < Some(&from));
        let end = self.pieces.partition_point(|piece| piece.first() < Some(&to)).max(first);
        self.pieces[first..end].iter().flat_map(move |piece| {
            let start = piece.partition_point(|item| *item < from);
            let end = piece.partition_point(|item| *item < to);
            piece[start..end.max(start)].iter().copied()
        })
    }

    /// How many there are from one place to before another.
    pub fn count(&self, from: T, to: T) -> usize {
        self.before(to).saturating_sub(self.before(from))
    }

    /// How many are less.
    fn before(&self, item: T) -> usize {
        let place = self.pieces.partition_point(|piece| piece.last() < Some(&item));
        let whole: usize = self.pieces[..place].iter().map(Vec::len).sum();
        whole + self.pieces.get(place).map_or(0, |piece| piece.partition_point(|known| *known < item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same numbers in a mixed order: 7919 has no divisor in common with how many there are.
    fn mixed(count: u64) -> impl Iterator<Item = u64> {
        (0..count).map(move |number| number * 7919 % count)
    }

    #[test]
    fn a_stretch_is_read_both_ways_and_counted_in_whatever_order_things_came() {
        let mut sorted = Sorted::default();
        mixed(3000).for_each(|number| sorted.insert(number * 2));
        for (from, to) in
            [(0, u64::MAX), (0, 1), (1, 2), (1, 3), (510, 2049), (2048, 6001), (5998, 5999), (9, 5)]
        {
            let expected: Vec<_> = (from..to.min(6000)).filter(|number| number % 2 == 0).collect();
            assert_eq!(sorted.range(from, to).collect::<Vec<_>>(), expected, "{from}..{to}");
            assert!(sorted.range(from, to).rev().eq(expected.iter().rev().copied()), "{from}..{to}");
            assert_eq!(sorted.count(from, to), expected.len(), "{from}..{to}");
        }
    }

    #[test]
    fn what_is_taken_out_is_gone_once_and_nothing_else_is() {
        let mut sorted = Sorted::default();
        assert_eq!((sorted.range(0, 9).count(), sorted.count(0, 9)), (0, 0));
        sorted.remove(3);
        for number in mixed(1500).chain(mixed(1500)) {
            sorted.insert(number);
        }
        sorted.remove(1500);
        mixed(1500).filter(|number| number % 3 != 0).for_each(|number| sorted.remove(number));
        let expected: Vec<_> =
            (0..1500).flat_map(|number| vec![number; if number % 3 == 0 { 2 } else { 1 }]).collect();
        assert_eq!(sorted.range(0, u64::MAX).collect::<Vec<_>>(), expected);
        assert_eq!(sorted.count(300, 601), 402);
        mixed(1500).chain((0..500).map(|number| number * 3)).for_each(|number| sorted.remove(number));
        assert_eq!((sorted.range(0, u64::MAX).next(), sorted.pieces.len()), (None, 0));
    }

    #[test]
    fn no_piece_is_longer_than_it_may_be() {
        let mut sorted = Sorted::default();
        (0..2000).for_each(|number| sorted.insert(number));
        mixed(2000).for_each(|number| sorted.insert(number));
        assert!(sorted.pieces.iter().all(|piece| (1..=PIECE).contains(&piece.len())));
    }
}
