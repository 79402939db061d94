//! `toji preview`: a source folder rebuilt on every change and shown on loopback. Writes nothing.
