//! rsigma as a peer of the benchmark: loads rules, reads NDJSON from standard input on one thread, and ends with
//! `events=N matches=M secs=S` on standard error, where the seconds leave loading out and reading in.

mod options;
mod process_figures;
mod rule_files;

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin};
use std::time::Instant;

use rsigma_eval::event::JsonEvent;
use rsigma_eval::{Engine, LogSourceExtractor};
use rsigma_parser::parse_sigma_yaml;

use options::Options;
use process_figures::{cpu_seconds, peak_resident_kib};

/// Bytes asked of standard input at once.
const READ_BYTES: usize = 1 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::from_arguments(std::env::args().skip(1))?;
    let loading = Instant::now();
    let engine = load(&options)?;
    let load_seconds = loading.elapsed().as_secs_f64();
    let cpu_before = cpu_seconds();

    let started = Instant::now();
    let counts = evaluate(&engine, &options)?;
    let seconds = started.elapsed().as_secs_f64();

    eprintln!(
        "rules={} load_secs={load_seconds:.3} cpu_secs={:.3} peak_rss_kib={} refused_events={}",
        engine.rule_count(),
        cpu_seconds() - cpu_before,
        peak_resident_kib(),
        counts.refused,
    );
    eprintln!(
        "events={} matches={} secs={seconds:.6}",
        counts.events, counts.matches
    );
    Ok(())
}

/// Rules that rsigma refuses are named on standard error and left out.
fn load(options: &Options) -> Result<Engine, Box<dyn Error>> {
    let mut rules = Vec::new();
    for (path, text) in rule_files::read(&options.rules)? {
        match parse_sigma_yaml(&text) {
            Ok(collection) => {
                for error in &collection.errors {
                    eprintln!("refused {path}: {error}");
                }
                rules.extend(collection.rules);
            }
            Err(error) => eprintln!("refused {path}: {error}"),
        }
    }
    let mut engine = Engine::new();
    for (index, error) in engine.add_rules(&rules) {
        eprintln!(
            "refused {}: {error}",
            rules[index].id.as_deref().unwrap_or("a rule without id")
        );
    }
    if options.routes_by_log_source {
        engine.set_logsource_extractor(Some(LogSourceExtractor::new()));
    }
    Ok(engine)
}

struct Counts {
    events: u64,
    matches: u64,
    refused: u64,
}

fn evaluate(engine: &Engine, options: &Options) -> Result<Counts, Box<dyn Error>> {
    let mut ids = match &options.ids {
        Some(path) => Some(BufWriter::new(File::create(path)?)),
        None => None,
    };
    let mut input = BufReader::with_capacity(READ_BYTES, stdin().lock());
    let mut line = Vec::with_capacity(READ_BYTES);
    let mut counts = Counts {
        events: 0,
        matches: 0,
        refused: 0,
    };
    let mut line_number = 0u64;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        line_number += 1;
        let text = line.trim_ascii();
        if text.is_empty() {
            continue;
        }
        counts.events += 1;
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(text) else {
            counts.refused += 1;
            continue;
        };
        let results = engine.evaluate(&JsonEvent::borrow(&value));
        counts.matches += results.len() as u64;
        if let Some(out) = &mut ids {
            let mut matched: Vec<&str> = results
                .iter()
                .filter_map(|result| result.header.rule_id.as_deref())
                .collect();
            matched.sort_unstable();
            writeln!(out, "{line_number}\t{}", matched.join(","))?;
        }
    }
    if let Some(out) = &mut ids {
        out.flush()?;
    }
    Ok(counts)
}
