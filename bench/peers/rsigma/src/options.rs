//! What the command line says.

use std::path::PathBuf;

const USAGE: &str = "usage: sluice-peer-rsigma --rules <folder|.tar.gz|.yml> [--logsource-routing] [--ids <file>] < events.ndjson";

pub struct Options {
    /// Folder, `.tar.gz` or YAML file.
    pub rules: PathBuf,
    /// Rules of another product, category or service than the event names are passed over.
    pub routes_by_log_source: bool,
    /// Where each event's line number and the ids of its rules go, for comparing line by line.
    pub ids: Option<PathBuf>,
}

impl Options {
    pub fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut rules = None;
        let mut ids = None;
        let mut routes_by_log_source = false;
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--rules" => rules = arguments.next().map(PathBuf::from),
                "--ids" => ids = arguments.next().map(PathBuf::from),
                "--logsource-routing" => routes_by_log_source = true,
                other => return Err(format!("unknown argument {other}; {USAGE}")),
            }
        }
        let rules = rules.ok_or_else(|| USAGE.to_string())?;
        Ok(Options {
            rules,
            routes_by_log_source,
            ids,
        })
    }
}
