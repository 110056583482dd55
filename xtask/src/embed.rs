//! A wasm as it ships: a JavaScript string, one character per byte, which compresses far better than base64; and a file.

/// The section of a wasm file that tells `pkg-template/entries/wasm.js` what it is.
const SECTION: &str = "twilio_verify";

/// A wasm with a last section that says what it is, and the checksum of all before it: a file comes to `init` from
/// anywhere, while what is embedded cannot be another.
pub fn labelled(wasm: &[u8], what: &str) -> Vec<u8> {
    let sum =
        wasm.iter().fold(0x811c_9dc5, |sum: u32, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let text = format!("{what} {sum:08x}");
    let length =
        |text: &str| u8::try_from(text.len()).ok().filter(|&length| length < 64).expect("it is short");
    let custom = 0;
    let mut file = wasm.to_vec();
    file.extend([custom, 1 + length(SECTION) + length(&text), length(SECTION)]);
    file.extend(SECTION.bytes().chain(text.bytes()));
    file
}

/// The module whose default export is these bytes as a Latin-1 string.
pub fn module(bytes: &[u8]) -> String {
    format!("export default \"{}\";\n", literal(bytes))
}

/// What stands between the quotes. Only what JavaScript cannot have there is escaped.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            // Before a digit it would be an octal escape, which modules do not have.
            0 if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            _ => text.push(char::from(byte)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;
    use std::process::Command;

    #[test]
    fn node_reads_back_every_pair_of_bytes() {
        let bytes: Vec<u8> = (0..=255).flat_map(|a| (0..=255).flat_map(move |b| [a, b])).collect();
        let folder = std::env::temp_dir().join(format!("xtask-embed-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("bytes.mjs"), module(&bytes)).unwrap();
        std::fs::write(
            folder.join("main.mjs"),
            "import bytes from './bytes.mjs'; console.log(Buffer.from(bytes, 'latin1').toString('hex'));",
        )
        .unwrap();
        let hex = shell::ask(Command::new("node").arg(folder.join("main.mjs"))).unwrap();
        let expected: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(hex == expected, "the bytes that node reads are not those that were written");
    }

    #[test]
    fn a_nul_before_a_digit_is_not_an_octal_escape() {
        assert_eq!(literal(b"\x007\0a"), "\\x007\\0a");
    }
}
