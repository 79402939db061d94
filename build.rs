//! The theme and the template are part of the executable: it is built anew when a file is added to them.

fn main() {
    for folder in ["content", "themes"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
