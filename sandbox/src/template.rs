//! Templates: the texts of messages.
//! Source: [Twilio's Template resource](https://www.twilio.com/docs/verify/api/templates).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::page::{Order, page};
use crate::state::{Account, Options};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use twilio_verify::models::{ListVerificationTemplateResponse, VerifyV2VerificationTemplate};

/// A template.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Its SID: `HJ` and 32 hexadecimal digits.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// The channels that it can be used on: `sms`, `voice`.
    pub channels: Vec<String>,
    /// Its text in each language. `{{code}}`, `{{friendly_name}}` and names of its own stand for what a message is about.
    pub translations: BTreeMap<String, String>,
}

/// The languages that a `Locale` can be.
/// Source: [Twilio's Verification resource](https://www.twilio.com/docs/verify/api/verification).
static LOCALES: &str = "af ar ca zh zh-cn zh-hk hr cs da nl en en-gb et fi fr de el he hi hu id it ja kn ko lt ms mr nb pl \
    pt-br pt ro ru sk es sv tl te th tr uk vi";

/// The languages of countries where English is not what messages are written in.
static LANGUAGES: &[(&str, &str)] = &[
    ("ar", "AE BH DZ EG IQ JO KW LB LY MA OM QA SA SD SY TN YE"),
    ("cs", "CZ"),
    ("da", "DK FO GL"),
    ("de", "AT CH DE LI"),
    ("el", "CY GR"),
    ("es", "AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE"),
    ("fi", "FI"),
    ("fr", "BF BJ CD CG CI FR GA GP GF MC ML MQ NC NE PF PM RE SN TG WF"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hu", "HU"),
    ("id", "ID"),
    ("it", "IT SM"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("nb", "NO"),
    ("nl", "BE NL SR"),
    ("pl", "PL"),
    ("pt", "AO CV GW MZ PT ST TL"),
    ("pt-br", "BR"),
    ("ro", "MD RO"),
    ("ru", "BY KG KZ RU"),
    ("sv", "SE"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("vi", "VN"),
    ("zh", "CN TW"),
    ("zh-hk", "HK MO"),
];

/// A language, what a message says in it, and the warning that can follow.
static TEXTS: &[(&str, &str, &str)] = &[
    ("en", "Your {{friendly_name}} verification code is: {{code}}", "Do not share it with anyone."),
    ("ar", "رمز التحقق الخاص بك في {{friendly_name}} هو: {{code}}", "لا تشاركه مع أي شخص."),
    ("cs", "Váš ověřovací kód pro {{friendly_name}} je: {{code}}", "S nikým ho nesdílejte."),
    ("da", "Din bekræftelseskode til {{friendly_name}} er: {{code}}", "Del den ikke med nogen."),
    (
        "de",
        "Ihr Bestätigungscode für {{friendly_name}} lautet: {{code}}",
        "Geben Sie ihn an niemanden weiter.",
    ),
    (
        "el",
        "Ο κωδικός επαλήθευσης για {{friendly_name}} είναι: {{code}}",
        "Μην τον κοινοποιήσετε σε κανέναν.",
    ),
    ("es", "Tu código de verificación de {{friendly_name}} es: {{code}}", "No lo compartas con nadie."),
    ("fi", "Vahvistuskoodisi palveluun {{friendly_name}} on: {{code}}", "Älä jaa sitä kenellekään."),
    ("fr", "Votre code de vérification {{friendly_name}} est : {{code}}", "Ne le communiquez à personne."),
    ("he", "קוד האימות שלך עבור {{friendly_name}} הוא: {{code}}", "אין לשתף אותו עם איש."),
    ("hi", "आपका {{friendly_name}} सत्यापन कोड है: {{code}}", "इसे किसी के साथ साझा न करें।"),
    ("hu", "Az Ön {{friendly_name}} ellenőrző kódja: {{code}}", "Ne ossza meg senkivel."),
    ("id", "Kode verifikasi {{friendly_name}} Anda: {{code}}", "Jangan bagikan kepada siapa pun."),
    ("it", "Il tuo codice di verifica {{friendly_name}} è: {{code}}", "Non condividerlo con nessuno."),
    ("ja", "{{friendly_name}}の確認コード: {{code}}", "誰にも教えないでください。"),
    ("ko", "{{friendly_name}} 인증 코드: {{code}}", "다른 사람에게 알려 주지 마세요."),
    ("nb", "Din bekreftelseskode for {{friendly_name}} er: {{code}}", "Ikke del den med noen."),
    ("nl", "Je verificatiecode voor {{friendly_name}} is: {{code}}", "Deel deze met niemand."),
    ("pl", "Twój kod weryfikacyjny {{friendly_name}} to: {{code}}", "Nikomu go nie udostępniaj."),
    ("pt", "O seu código de verificação {{friendly_name}} é: {{code}}", "Não o partilhe com ninguém."),
    ("pt-br", "Seu código de verificação {{friendly_name}} é: {{code}}", "Não compartilhe com ninguém."),
    ("ro", "Codul tău de verificare {{friendly_name}} este: {{code}}", "Nu îl comunica nimănui."),
    ("ru", "Ваш код подтверждения {{friendly_name}}: {{code}}", "Никому его не сообщайте."),
    ("sv", "Din verifieringskod för {{friendly_name}} är: {{code}}", "Dela den inte med någon."),
    ("th", "รหัสยืนยัน {{friendly_name}} ของคุณคือ: {{code}}", "อย่าบอกรหัสนี้กับใคร"),
    ("tr", "{{friendly_name}} doğrulama kodunuz: {{code}}", "Kimseyle paylaşmayın."),
    ("uk", "Ваш код підтвердження {{friendly_name}}: {{code}}", "Нікому його не повідомляйте."),
    ("vi", "Mã xác minh {{friendly_name}} của bạn là: {{code}}", "Không chia sẻ mã này với bất kỳ ai."),
    ("zh", "您的{{friendly_name}}验证码是：{{code}}", "请勿告诉任何人。"),
    ("zh-hk", "您的{{friendly_name}}驗證碼是：{{code}}", "請勿告訴任何人。"),
];

/// The templates that every Account has: the plain one, and the one with a warning.
static OWN: LazyLock<[Template; 2]> = LazyLock::new(|| {
    let text = |channels: &[&str]| channels.iter().map(|channel| (*channel).to_owned()).collect();
    [
        Template {
            sid: "HJ00000000000000000000000000000001".to_owned(),
            friendly_name: "Base Verification Template 3".to_owned(),
            channels: text(&["sms", "voice"]),
            translations: TEXTS.iter().map(|(locale, text, _)| ((*locale).into(), (*text).into())).collect(),
        },
        Template {
            sid: "HJ00000000000000000000000000000002".to_owned(),
            friendly_name: "Base Verification Template 2 with do not share".to_owned(),
            channels: text(&["sms"]),
            translations: TEXTS
                .iter()
                .map(|(locale, text, warning)| ((*locale).into(), format!("{text}. {warning}")))
                .collect(),
        },
    ]
});

/// When every template was written, as Twilio writes the dates of templates.
const WRITTEN: &str = "2021-07-29T20:38:28.000000000Z";

/// The templates of an Account: those of the options after Twilio's.
pub fn templates(options: &Options) -> impl Iterator<Item = (u64, &Template)> {
    (0..).zip(OWN.iter().chain(&options.templates))
}

/// The template of a SID.
pub fn find<'a>(options: &'a Options, sid: &str) -> Option<&'a Template> {
    templates(options).map(|(_, template)| template).find(|template| template.sid == sid)
}

/// The template of a message for which none is named: the one with the warning, or the plain one.
pub fn plain(warning: bool) -> &'static Template {
    &OWN[usize::from(warning)]
}

/// Whether a `Locale` can be this.
pub fn is_locale(locale: &str) -> bool {
    LOCALES.split(' ').any(|known| known.eq_ignore_ascii_case(locale))
}

/// The language of a country.
pub fn language(country: Option<&str>) -> &'static str {
    let speaks = |countries: &str| countries.split(' ').any(|known| Some(known) == country);
    LANGUAGES.iter().find(|(_, countries)| speaks(countries)).map_or("en", |(locale, _)| locale)
}

impl Template {
    /// Its text in a language, and which language it is in the end; none where it has no text in it. A language stands in
    /// for its variants (`zh` for `zh-CN`).
    pub fn text(&self, locale: &str) -> Option<(&str, &str)> {
        let named = |wanted: &str| {
            let mut translations = self.translations.iter();
            translations.find(|(known, _)| known.eq_ignore_ascii_case(wanted))
        };
        let general = locale.split('-').next().unwrap_or_default();
        let found = named(locale).or_else(|| named(general));
        found.map(|(locale, text)| (locale.as_str(), text.as_str()))
    }

    /// Its text where no language is asked for that it has: the one in English, or its first.
    pub fn default_text(&self) -> Option<(&str, &str)> {
        let first = || self.translations.iter().next().map(|(locale, text)| (locale.as_str(), text.as_str()));
        self.text("en").or_else(first)
    }

    /// A template as it is answered.
    fn model(&self, account_sid: &str) -> VerifyV2VerificationTemplate {
        let default = self.default_text().map(|(locale, _)| locale);
        let translation = |locale: &str, text: &str| {
            json!({
                "is_default_translation": default == Some(locale),
                "status": "approved",
                "locale": locale,
                "text": text,
                "date_updated": WRITTEN,
                "date_created": WRITTEN,
            })
        };
        let translations = self.translations.iter();
        let translations: Map<String, Value> =
            translations.map(|(locale, text)| (locale.clone(), translation(locale, text))).collect();
        VerifyV2VerificationTemplate {
            sid: Some(self.sid.clone()),
            account_sid: Some(account_sid.to_owned()),
            friendly_name: Some(self.friendly_name.clone()),
            channels: Some(self.channels.clone()),
            translations: Some(translations.into()),
        }
    }
}

/// Fills in the names in a text; the error is the one that has no value.
pub fn render(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, &str> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        filled.push_str(before);
        filled.push_str(&value(name.trim()).ok_or(name.trim())?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// listVerificationTemplate: reads a page of the templates.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let name = call.values.get("FriendlyName");
    let (templates, meta) = page(call, "templates", Order::Ascending, |numbers| {
        templates(call.options)
            .filter(move |(number, template)| {
                numbers.contains(number) && name.is_none_or(|name| name == template.friendly_name)
            })
            .collect::<Vec<_>>()
            .into_iter()
    })?;
    let templates = templates.into_iter().map(|template| template.model(&account.sid)).collect();
    Ok(Response::found(&ListVerificationTemplateResponse { templates: Some(templates), meta: Some(meta) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_text_that_a_locale_can_be() {
        for (locale, text, _) in TEXTS {
            assert!(is_locale(locale), "{locale}");
            assert!(text.contains("{{code}}") && text.contains("{{friendly_name}}"), "{locale}");
        }
        for (locale, countries) in LANGUAGES {
            assert!(plain(false).text(locale).is_some_and(|(found, _)| found == *locale), "{locale}");
            for country in countries.split(' ') {
                assert_eq!(language(Some(country)), *locale, "{country}");
            }
        }
        assert_eq!((language(Some("US")), language(None)), ("en", "en"));
        assert!(is_locale("PT-BR") && is_locale("kn") && !is_locale("xx") && !is_locale(""));
    }

    #[test]
    fn a_language_stands_in_for_its_variants() {
        assert_eq!(plain(false).text("zh-CN").unwrap().0, "zh");
        assert_eq!(plain(false).text("zh-HK").unwrap().0, "zh-hk");
        assert_eq!(plain(false).text("en-GB").unwrap().0, "en");
        assert!(plain(false).text("kn").is_none());
        let translations =
            BTreeMap::from([("de".to_owned(), "x".to_owned()), ("fr".to_owned(), "y".to_owned())]);
        let template = Template { translations, ..plain(false).clone() };
        assert_eq!(template.default_text(), Some(("de", "x")));
    }

    #[test]
    fn names_in_a_text_are_filled_in_and_a_missing_one_is_told() {
        let value = |name: &str| (name != "gone").then(|| name.to_uppercase());
        assert_eq!(render("{{a}}, {{ b }}!", value), Ok("A, B!".to_owned()));
        assert_eq!(render("plain } { text", value), Ok("plain } { text".to_owned()));
        assert_eq!(render("{{a}} {{open", value), Ok("A {{open".to_owned()));
        assert_eq!(render("{{a}} {{gone}}", value), Err("gone"));
    }
}
