//! Dates as Twilio writes them.

/// A time in milliseconds since 1970 as ISO 8601 in UTC, such as `2015-07-30T20:00:00Z`.
pub fn iso(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (days, second) = (seconds / 86400, seconds % 86400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The same time as HTTP writes it in a `Date` header (RFC 1123), such as `Thu, 30 Jul 2015 20:00:00 GMT`.
pub fn http(milliseconds: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = milliseconds / 1000;
    let (days, second) = (seconds / 86400, seconds % 86400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    // The first of January 1970 was a Thursday.
    let name = DAYS[(days % 7) as usize];
    let month = MONTHS[month.saturating_sub(1) as usize % 12];
    format!("{name}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// Reads a time in ISO 8601, in milliseconds since 1970: `2015-07-30T20:00:00Z`, with a fraction of a second or without,
/// in UTC (also where nothing says so) or with an offset; or a date alone, which is its midnight in UTC.
pub fn parse(text: &str) -> Option<u64> {
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i64>().ok())
            .flatten()
    };
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time),
        None => (text, "00:00:00Z"),
    };
    let mut parts = date.split('-');
    let (year, month, day) =
        (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: String = fraction.chars().chain("00".chars()).take(3).collect();
    let mut parts = clock.split(':');
    let (hour, minute, second) =
        (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let minutes = match zone.split_at_checked(1) {
        None => 0,
        Some(("Z" | "z", "")) => 0,
        Some((sign @ ("+" | "-"), offset)) => {
            let offset = offset.replacen(':', "", 1);
            let (hours, minutes) = offset.split_at_checked(2)?;
            let minutes = number(hours, 2)? * 60 + number(minutes, 2)?;
            if sign == "+" { minutes } else { -minutes }
        }
        Some(_) => return None,
    };
    // Days since 1970 of a date whose year begins in March, so that a leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400) * 365 + year.rem_euclid(400) / 4 - year.rem_euclid(400) / 100;
    let days = era * 146_097 + in_era + (153 * month + 2) / 5 + day - 1 - 719_468;
    let seconds = ((days * 24 + hour) * 60 + minute - minutes) * 60 + second;
    u64::try_from(seconds * 1000 + thousandths.parse::<i64>().ok()?).ok()
}

/// Year, month and day of a number of days since 1970, in the Gregorian calendar.
fn date(days: u64) -> (u64, u64, u64) {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    // The calendar repeats itself every 400 years of 146,097 days.
    let (mut year, mut left) = (1970 + days / 146_097 * 400, days % 146_097);
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    (year, month, left + 1)
}

#[cfg(test)]
mod tests {
    use super::{http, iso, parse};

    #[test]
    fn times_are_written_as_twilio_writes_them() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_438_286_400_999, "2015-07-30T20:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (951_868_799_999, "2000-02-29T23:59:59Z"),
            (1_735_603_200_000, "2024-12-31T00:00:00Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(iso(milliseconds), text);
        }
        assert!(iso(u64::MAX).ends_with('Z'));
    }

    #[test]
    fn times_are_read_as_they_were_written() {
        for time in
            [0, 1_438_286_400_000, 951_782_400_000, 951_868_799_000, 1_735_603_200_000, 4_107_542_400_000]
        {
            assert_eq!(parse(&iso(time)), Some(time), "{}", iso(time));
        }
        for day in 0..60_000 {
            assert_eq!(parse(&iso(day * 86_400_000)), Some(day * 86_400_000));
        }
        let time = Some(1_438_286_400_000);
        for text in [
            "2015-07-30T20:00:00",
            "2015-07-30t20:00:00z",
            "2015-07-30 20:00:00Z",
            "2015-07-30T22:30:00+02:30",
            "2015-07-30T15:00:00-0500",
            "2015-07-30T20:00:00.000Z",
        ] {
            assert_eq!(parse(text), time, "{text}");
        }
        assert_eq!(parse("2015-07-30T20:00:00.5Z"), Some(1_438_286_400_500));
        assert_eq!(parse("2015-07-30T20:00:00.1239999Z"), Some(1_438_286_400_123));
        assert_eq!(parse("2015-07-30"), Some(1_438_214_400_000));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "now",
            "2015-7-30",
            "2015-13-01",
            "2015-00-01",
            "2015-01-00",
            "2015-01-32",
            "2015-01-01-01",
            "2015-07-30T20:00Z",
            "2015-07-30T24:00:00Z",
            "2015-07-30T20:60:00Z",
            "2015-07-30T20:00:60Z",
            "2015-07-30T20:00:00:00Z",
            "2015-07-30T20:00:00.Z",
            "2015-07-30T20:00:00.xZ",
            "2015-07-30T20:00:00Zx",
            "2015-07-30T20:00:00+1",
            "2015-07-30T20:00:00+0x:00",
            "1969-12-31T23:59:59Z",
            "2015-07-30Tüüü",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_date_of_a_header_has_its_day() {
        assert_eq!(http(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(http(1_438_286_400_999), "Thu, 30 Jul 2015 20:00:00 GMT");
        assert_eq!(http(1_438_288_496_000), "Thu, 30 Jul 2015 20:34:56 GMT");
        assert_eq!(http(951_868_799_999), "Tue, 29 Feb 2000 23:59:59 GMT");
        assert_eq!(http(1_735_603_261_000), "Tue, 31 Dec 2024 00:01:01 GMT");
        assert!(http(u64::MAX).ends_with(" GMT"));
    }
}
