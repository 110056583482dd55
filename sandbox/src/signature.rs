//! Twilio's signature of what it sends: the header `X-Twilio-Signature`.
//! Source: [Webhooks security](https://www.twilio.com/docs/usage/webhooks/webhooks-security).

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Signs a form that goes to a URL: HMAC-SHA1 with the auth token over the URL and each name and value, in the order
/// of the names.
pub fn sign(auth_token: &str, url: &str, form: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let mut pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    pairs.sort_unstable();
    // An HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(auth_token.as_bytes()) else { return String::new() };
    mac.update(url.as_bytes());
    for (name, value) in pairs {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    BASE64.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_signature_is_that_of_twilio_s_own_example() {
        let form = [
            ("To", "+18005551212"),
            ("From", "+14158675310"),
            ("CallSid", "CA1234567890ABCDE"),
            ("Digits", "1234"),
            ("Caller", "+14158675310"),
        ];
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        assert_eq!(sign("12345", url, &form), "GvWf1cFY/Q7PnoempGyD5oXAezc=");
    }

    #[test]
    fn a_signature_is_of_its_token_its_url_and_its_form() {
        let form = [("type", "factor.created"), ("uuid", "1")];
        let signature = sign("token", "https://x.test/", &form);
        assert_eq!(signature, sign("token", "https://x.test/", &[form[1], form[0]]));
        assert_ne!(signature, sign("Token", "https://x.test/", &form));
        assert_ne!(signature, sign("token", "https://x.test/a", &form));
        assert_ne!(signature, sign("token", "https://x.test/", &[form[0], ("uuid", "2")]));
        assert_ne!(signature, sign("token", "https://x.test/", &form[..1]));
    }
}
