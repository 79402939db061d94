//! Whether anything that a profile withholds stands anywhere in its output. Pure: reads artifacts, changes none.
