//! What Linux tells of this process; 0 where there is no /proc.

use std::fs::read_to_string;

/// Clock ticks a second in /proc, which Linux fixes at 100 for programs (proc_pid_stat(5)).
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU seconds used so far, by the program and by the kernel for it.
pub fn cpu_seconds() -> f64 {
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    // The command's name stands in parentheses and may hold blanks; user and system time are fields 14 and 15.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks / TICKS_PER_SECOND
}

/// Most memory that was resident at any time.
pub fn peak_resident_kib() -> u64 {
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
