//! A place in the text that reads on one character at a time. A copy is a way back. Never leaves a character boundary.

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The offset into the text.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// All that is still to be read.
    pub(super) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// All that stands before.
    pub(super) fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// What was read since `start`.
    pub(super) fn since(self, start: Self) -> &'t str {
        self.text.get(start.at..self.at).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(self) -> Option<char> {
        steps::count();
        self.rest().chars().next()
    }

    /// The character before this place.
    pub(super) fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Reads one character, if `read` makes something of it.
    pub(super) fn take<T>(&mut self, read: impl Fn(char) -> Option<T>) -> Option<T> {
        let c = self.peek()?;
        let taken = read(c)?;
        self.at += c.len_utf8();
        Some(taken)
    }

    /// Skips one character that `is` holds for; tells whether there was one.
    pub(super) fn skip(&mut self, is: impl Fn(char) -> bool) -> bool {
        self.take(|c| is(c).then_some(())).is_some()
    }

    /// Skips all characters that `is` holds for.
    pub(super) fn skip_all(&mut self, is: impl Fn(char) -> bool) {
        while self.skip(&is) {}
    }

    /// Skips the first of `words` that stands here.
    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let word = words.iter().find(|it| self.rest().starts_with(**it));
        self.at += word.map_or(0, |it| it.len());
        word.is_some()
    }
}

/// How many characters were looked at: for the tests that scanning is linear.
pub(super) mod steps {
    #[cfg(test)]
    std::thread_local! {
        static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    pub(super) fn count() {
        #[cfg(test)]
        STEPS.with(|it| it.set(it.get() + 1));
    }

    /// The steps since the last call, on this thread.
    #[cfg(test)]
    pub(in super::super) fn taken() -> usize {
        STEPS.with(|it| it.replace(0))
    }
}
