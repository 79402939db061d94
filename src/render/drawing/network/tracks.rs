//! Lines between two columns of boxes: each has an upright track of its own in the channel between them. The order of the
//! tracks is the one found in which lines cross least. Nothing here draws.

/// A line: the height at which it leaves, and those at which it arrives.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Track {
    pub(super) from: f64,
    pub(super) to: Vec<f64>,
}

/// So many times the neighbours are looked through.
const ROUNDS: usize = 24;

impl Track {
    /// How far up and down it reaches.
    pub(super) fn span(&self) -> (f64, f64) {
        let all = || self.to.iter().copied().chain([self.from]);
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    }

    /// How often it crosses `right`, where it stands at the left of it.
    fn crossings(&self, right: &Self) -> usize {
        let within = |y: f64, (low, high): (f64, f64)| low < y && y < high;
        usize::from(within(right.from, self.span())) + self.to.iter().filter(|it| within(**it, right.span())).count()
    }
}

/// The tracks from left to right, as indices.
pub(super) fn order(tracks: &[Track]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..tracks.len()).collect();
    order.sort_by(|a, b| tracks[*b].from.total_cmp(&tracks[*a].from));
    for _ in 0..ROUNDS {
        let mut is_better = false;
        for i in 1..order.len() {
            let (a, b) = (&tracks[order[i - 1]], &tracks[order[i]]);
            if b.crossings(a) < a.crossings(b) {
                order.swap(i - 1, i);
                is_better = true;
            }
        }
        if !is_better {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_crosses_least() {
        let track = |from, to: &[f64]| Track { from, to: to.to_vec() };
        let tracks = [track(10.0, &[50.0]), track(20.0, &[60.0])];
        assert_eq!(order(&tracks), [1, 0], "going down, the lower one turns first");
        let tracks = [track(50.0, &[10.0]), track(60.0, &[20.0])];
        assert_eq!(order(&tracks), [0, 1], "going up, the upper one does");
    }
}
