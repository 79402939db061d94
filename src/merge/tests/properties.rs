//! What holds of any texts.
