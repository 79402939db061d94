//! The codes of all findings, in one table. A code is stable: it stands in `binder.toml` and in other people's scripts.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $weight:ident [$($argument:literal)*];)*) => {
        /// What is wrong. [`Code::as_str`] is its stable name, [`crate::diagnostics::catalogue`] holds its texts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// All codes, by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it weighs.
            pub fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)* }
            }

            /// The words that its message may name.
            pub fn arguments(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($argument),*],)* }
            }
        }
    };
}

mod table;

pub use table::Code;

impl Code {
    /// Reads the stable name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_unique() {
        let names: Vec<_> = Code::ALL.iter().map(|it| it.as_str()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }
}
