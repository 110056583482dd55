//! Phone numbers: which there can be, of which country they are, and those that fail by name.
//! Source: [E.164](https://www.itu.int/rec/T-REC-E.164), and ITU's list of country codes.

use serde_json::{Value, json};

/// The digits that the numbers of a country begin with, and the country (ISO 3166-1). The longest that fits is meant.
static COUNTRIES: &str = "\
    1 US 1204 CA 1226 CA 1236 CA 1242 BS 1246 BB 1249 CA 1250 CA 1257 CA 1263 CA 1264 AI 1268 AG 1284 VG 1289 CA \
    1306 CA 1340 VI 1343 CA 1345 KY 1354 CA 1365 CA 1367 CA 1368 CA 1382 CA 1403 CA 1416 CA 1418 CA 1428 CA 1431 CA \
    1437 CA 1438 CA 1441 BM 1450 CA 1460 CA 1468 CA 1473 GD 1474 CA 1506 CA 1514 CA 1519 CA 1548 CA 1579 CA 1581 CA \
    1584 CA 1587 CA 1604 CA 1613 CA 1639 CA 1647 CA 1649 TC 1658 JM 1664 MS 1670 MP 1671 GU 1672 CA 1683 CA 1684 AS \
    1705 CA 1709 CA 1721 SX 1742 CA 1753 CA 1758 LC 1767 DM 1778 CA 1780 CA 1782 CA 1784 VC 1787 PR 1807 CA 1809 DO \
    1819 CA 1825 CA 1829 DO 1849 DO 1867 CA 1868 TT 1869 KN 1873 CA 1876 JM 1879 CA 1902 CA 1905 CA 1939 PR \
    7 RU 76 KZ 77 KZ 20 EG 211 SS 212 MA 213 DZ 216 TN 218 LY 220 GM 221 SN 222 MR 223 ML 224 GN 225 CI 226 BF 227 NE \
    228 TG 229 BJ 230 MU 231 LR 232 SL 233 GH 234 NG 235 TD 236 CF 237 CM 238 CV 239 ST 240 GQ 241 GA 242 CG 243 CD \
    244 AO 245 GW 246 IO 247 SH 248 SC 249 SD 250 RW 251 ET 252 SO 253 DJ 254 KE 255 TZ 256 UG 257 BI 258 MZ 260 ZM \
    261 MG 262 RE 263 ZW 264 NA 265 MW 266 LS 267 BW 268 SZ 269 KM 27 ZA 290 SH 291 ER 297 AW 298 FO 299 GL 30 GR \
    31 NL 32 BE 33 FR 34 ES 350 GI 351 PT 352 LU 353 IE 354 IS 355 AL 356 MT 357 CY 358 FI 359 BG 36 HU 370 LT 371 LV \
    372 EE 373 MD 374 AM 375 BY 376 AD 377 MC 378 SM 380 UA 381 RS 382 ME 383 XK 385 HR 386 SI 387 BA 389 MK 39 IT \
    40 RO 41 CH 420 CZ 421 SK 423 LI 43 AT 44 GB 45 DK 46 SE 47 NO 48 PL 49 DE 500 FK 501 BZ 502 GT 503 SV 504 HN \
    505 NI 506 CR 507 PA 508 PM 509 HT 51 PE 52 MX 53 CU 54 AR 55 BR 56 CL 57 CO 58 VE 590 GP 591 BO 592 GY 593 EC \
    594 GF 595 PY 596 MQ 597 SR 598 UY 599 CW 60 MY 61 AU 62 ID 63 PH 64 NZ 65 SG 66 TH 670 TL 672 NF 673 BN 674 NR \
    675 PG 676 TO 677 SB 678 VU 679 FJ 680 PW 681 WF 682 CK 683 NU 685 WS 686 KI 687 NC 688 TV 689 PF 690 TK 691 FM \
    692 MH 81 JP 82 KR 84 VN 850 KP 852 HK 853 MO 855 KH 856 LA 86 CN 880 BD 886 TW 90 TR 91 IN 92 PK 93 AF 94 LK \
    95 MM 960 MV 961 LB 962 JO 963 SY 964 IQ 965 KW 966 SA 967 YE 968 OM 970 PS 971 AE 972 IL 973 BH 974 QA 975 BT \
    976 MN 977 NP 98 IR 992 TJ 993 TM 994 AZ 995 GE 996 KG 998 UZ";

/// Whether a text is a phone number in E.164 that there can be.
pub fn is_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    let known = (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    // In North America all numbers are of one length, and no area begins with 0 or 1.
    let american = digits.strip_prefix('1').is_none_or(|rest| rest.len() == 10 && rest.as_bytes()[0] > b'1');
    known && american && country(text).is_some() && !fails(text, &Magic::Impossible)
}

/// Whether a text is an e-mail address, as far as this can be told.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |text: &str| !text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    let labels = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    !local.is_empty() && text.len() <= 254 && plain(text) && labels && !local.contains('@')
}

/// The country of a phone number.
pub fn country(number: &str) -> Option<&'static str> {
    let digits = number.strip_prefix('+')?;
    let mut words = COUNTRIES.split(' ');
    let countries = std::iter::from_fn(|| Some((words.next()?, words.next()?)));
    let found =
        countries.filter(|(prefix, _)| digits.starts_with(prefix)).max_by_key(|(prefix, _)| prefix.len());
    found.map(|(_, country)| country)
}

/// What goes wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Magic {
    /// It cannot be a number.
    Impossible,
    /// It is a landline.
    Landline,
    /// A Verification is refused with this code.
    Refused(u32),
    /// A Verification by SMS is refused with this code, unless the number is on the SafeList or `RiskCheck` is `disable`.
    Risky(u32),
    /// Nothing arrives, for the reason of this code.
    Undelivered(u32),
    /// Silent network authentication cannot be started, for the reason of this code.
    NoSna(u32),
    /// Silent network authentication gives this code.
    Sna(u32),
}

/// A number that fails by name.
#[derive(Clone, Debug)]
pub struct Number {
    /// Its name.
    pub name: &'static str,
    /// The number.
    pub number: &'static str,
    /// What goes wrong with it.
    pub magic: Magic,
    /// The same, for people.
    pub doc: &'static str,
}

/// The numbers that fail by name. Twilio keeps the exchange 500-555 free for tests: nobody has these numbers.
pub static NUMBERS: &[Number] = &[
    Number {
        name: "impossible",
        number: "+15005550001",
        magic: Magic::Impossible,
        doc: "No such number can be: 60200.",
    },
    Number {
        name: "landline",
        number: "+15005550002",
        magic: Magic::Landline,
        doc: "A landline: an SMS is refused with 60205 where the Service has `LookupEnabled` and `SkipSmsToLandlines`, and does not arrive otherwise (30006); a call does; `auto` calls.",
    },
    Number {
        name: "countryOff",
        number: "+15005550003",
        magic: Magic::Refused(60605),
        doc: "The Account may not send to its country: 60605.",
    },
    Number {
        name: "blocked",
        number: "+15005550004",
        magic: Magic::Risky(60410),
        doc: "Fraud Guard blocks its prefix: an SMS is refused with 60410, unless the number is on the SafeList or `RiskCheck` is `disable`.",
    },
    Number {
        name: "trial",
        number: "+15005550005",
        magic: Magic::Refused(21608),
        doc: "The Account is a trial, and has not verified it: 21608.",
    },
    Number {
        name: "undelivered",
        number: "+15005550007",
        magic: Magic::Undelivered(30003),
        doc: "The phone is off: nothing arrives (30003). The Verification is pending, `code(to)` has no code.",
    },
    Number {
        name: "unknown",
        number: "+15005550008",
        magic: Magic::Undelivered(30005),
        doc: "Nobody has it: nothing arrives (30005). The Verification is pending, `code(to)` has no code.",
    },
    Number {
        name: "parallel",
        number: "+15005550009",
        magic: Magic::Refused(60212),
        doc: "Another Verification of it is being started at this moment: 60212.",
    },
    Number {
        name: "review",
        number: "+15005550010",
        magic: Magic::Refused(60238),
        doc: "Twilio blocks the Verification, while it reviews the Account: 60238.",
    },
    Number {
        name: "fraud",
        number: "+15005550011",
        magic: Magic::Risky(60412),
        doc: "It is taken for one of a fraudulent signup: an SMS is refused with 60412, unless the number is on the SafeList or `RiskCheck` is `disable`.",
    },
    Number {
        name: "snaCarrier",
        number: "+15005550012",
        magic: Magic::NoSna(60008),
        doc: "Its carrier does not take part in silent network authentication: 60008 with `sna`.",
    },
    Number {
        name: "snaMismatch",
        number: "+15005550013",
        magic: Magic::Sna(60500),
        doc: "The device that opens the `sna` URL has another number: the check has 60500.",
    },
    Number {
        name: "snaPending",
        number: "+15005550014",
        magic: Magic::Sna(60519),
        doc: "The carrier has no result yet, although the `sna` URL was opened: the check has 60519.",
    },
];

/// What goes wrong with a number; nothing with most.
pub fn magic(number: &str) -> Option<&'static Magic> {
    NUMBERS.iter().find(|known| known.number == number).map(|known| &known.magic)
}

/// Whether this goes wrong with a number.
pub fn fails(number: &str, with: &Magic) -> bool {
    magic(number) == Some(with)
}

/// What a lookup tells of a number. The network is the one that is reserved for tests (MCC 001).
pub fn carrier(number: &str) -> Value {
    let kind = if fails(number, &Magic::Landline) { "landline" } else { "mobile" };
    json!({
        "mobile_country_code": MCC,
        "type": kind,
        "error_code": null,
        "mobile_network_code": MNC,
        "name": CARRIER,
    })
}

/// The mobile country code of every number.
pub const MCC: &str = "001";

/// The mobile network code of every number.
pub const MNC: &str = "01";

/// The carrier of every number.
pub const CARRIER: &str = "Sandbox";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_a_plus_a_country_and_the_digits_of_e_164() {
        for right in ["+15005550006", "+4915112345678", "+35312345678", "+861069445464", "+79161234567"] {
            assert!(is_number(right), "{right}");
        }
        for wrong in [
            "",
            "+",
            "15005550006",
            " 15005550006",
            "+1500555000",
            "+150055500066",
            "+11005550006",
            "+0491511234567",
            "+49151",
            "+491511234567890123",
            "+49 1511234567",
            "+4915112345६78",
            "+99912345678",
            "+15005550001",
            "mika@example.com",
        ] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_shortest_and_the_longest_number_have_8_and_15_digits() {
        assert!(is_number("+49123456") && is_number("+491234567890123"));
        assert!(!is_number("+4912345") && !is_number("+4912345678901234"));
    }

    #[test]
    fn the_longest_prefix_tells_the_country() {
        for (number, expected) in [
            ("+12125550100", Some("US")),
            ("+14165550100", Some("CA")),
            ("+18765550100", Some("JM")),
            ("+79161234567", Some("RU")),
            ("+77011234567", Some("KZ")),
            ("+4915112345678", Some("DE")),
            ("+998901234567", Some("UZ")),
            ("+99912345678", None),
            ("4915112345678", None),
        ] {
            assert_eq!(country(number), expected, "{number}");
        }
        let words: Vec<_> = COUNTRIES.split(' ').collect();
        assert!(words.len() % 2 == 0 && words.len() > 500);
        for pair in words.chunks(2) {
            assert!(pair[0].bytes().all(|byte| byte.is_ascii_digit()) && pair[0].len() <= 4, "{pair:?}");
            assert!(pair[1].bytes().all(|byte| byte.is_ascii_uppercase()) && pair[1].len() == 2, "{pair:?}");
        }
    }

    #[test]
    fn an_address_has_one_name_and_a_domain() {
        for right in ["mika@example.com", "m.i+ka@mail.example.org", "é@example.com"] {
            assert!(is_address(right), "{right}");
        }
        let long = format!("{}@example.com", "x".repeat(250));
        for wrong in [
            "",
            "mika",
            "@example.com",
            "mika@",
            "mika@example",
            "mi ka@example.com",
            "a@b@c.d",
            "a@b..c",
            "a@.c",
            "a@b.c\n",
            &long,
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
        assert!(is_address(&format!("{}@example.com", "x".repeat(242))));
    }

    #[test]
    fn a_number_that_fails_has_a_name_of_its_own() {
        for (place, one) in NUMBERS.iter().enumerate() {
            assert!(
                NUMBERS[..place].iter().all(|other| other.name != one.name && other.number != one.number)
            );
            assert!(one.number == "+15005550001" || is_number(one.number), "{}", one.number);
            assert_eq!(magic(one.number), Some(&one.magic));
        }
        assert_eq!(magic("+15005550006"), None);
        assert_eq!(carrier("+15005550002")["type"], "landline");
        assert_eq!(carrier("+15005550006")["type"], "mobile");
    }

    #[test]
    fn the_documentation_has_every_number_that_fails() {
        let page = include_str!("../../docs/sandbox.md");
        for Number { name, number, doc, .. } in NUMBERS {
            assert!(page.contains(&format!("\n| `{name}` | {number} | {doc} |\n")), "{name}");
        }
        let rows = page.lines().filter(|line| line.contains("` | +1500555"));
        assert_eq!(rows.count(), NUMBERS.len());
    }
}
