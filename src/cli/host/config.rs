//! `toji host config`: a sample of the configuration of what stands in front, to standard output. Writes no file.

use crate::cli::Outcome;
use crate::cli::args::{Front, HostConfig};
use crate::cli::output::Terminal;

pub(super) fn run(arguments: &HostConfig, terminal: &Terminal) -> Outcome {
    let (sample, path) = match arguments.of {
        Front::Caddy => (include_str!("front/Caddyfile"), "/etc/caddy/Caddyfile"),
        Front::Nginx => (include_str!("front/nginx.conf"), "/etc/nginx/conf.d/toji.conf"),
        Front::Iis => (include_str!("front/web.config"), "web.config"),
        Front::Systemd => (include_str!("front/toji.service"), "/etc/systemd/system/toji.service"),
    };
    terminal.result(sample);
    let key = match arguments.of {
        Front::Iis => "host-config-iis",
        Front::Caddy | Front::Nginx | Front::Systemd => "host-config-next",
    };
    terminal.message(&terminal.fill(key, &[("path", path)]));
    Outcome::Done
}
