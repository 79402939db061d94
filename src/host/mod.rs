//! `toji host`: a read-only server for a built output. Reads what `manifest.json` lists and nothing else; never writes into an
//! output.
