//! The YAML files of a rule source, chosen as Sluice chooses them.

use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

/// SigmaHQ's folders of rules that are meant to be used as they are.
const FOLDERS: [&str; 3] = ["rules", "rules-emerging-threats", "rules-threat-hunting"];

/// Path within the source and text of each file, in the source's order. Only the folders above, where one exists.
pub fn read(source: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let name = source.to_string_lossy();
    let files = if source.is_dir() {
        let mut files = Vec::new();
        read_folder(source, "", &mut files)?;
        files
    } else if name.ends_with(".tar.gz") || name.ends_with(".tgz") {
        read_archive(source)?
    } else {
        vec![(name.to_string(), fs::read_to_string(source)?)]
    };
    let is_chosen = |path: &str| path.split('/').take(2).any(|part| FOLDERS.contains(&part));
    let has_folders = files.iter().any(|(path, _)| is_chosen(path));
    Ok(files
        .into_iter()
        .filter(|(path, _)| !has_folders || is_chosen(path))
        .collect())
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yml") || path.ends_with(".yaml")
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<(String, String)>,
) -> Result<(), Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &path, files)?;
        } else if is_yaml(&path) {
            files.push((path, fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

fn read_archive(source: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut archive = tar::Archive::new(GzDecoder::new(File::open(source)?));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        if entry.header().entry_type().is_file() && is_yaml(&path) {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            files.push((path, text));
        }
    }
    Ok(files)
}
