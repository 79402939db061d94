//! Texts in the layouts of official files, all of them invented (架空), and what is read of them.
