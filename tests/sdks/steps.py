"""Twilio's own library for Python, as it is, on a sandbox: a function for each part of Verify. Prints what has passed."""

import base64
import json
import os
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import jwt
import pyotp
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

URL = os.environ["SANDBOX_URL"]
ACCOUNT_SID = os.environ["SANDBOX_ACCOUNT_SID"]
AUTH_TOKEN = os.environ["SANDBOX_AUTH_TOKEN"]
MIKA = "mika-0001"

client = Client(ACCOUNT_SID, AUTH_TOKEN)
client.verify.base_url = URL
v2 = client.verify.v2
numbers = iter(range(6000, 9999))


def control(path, method="GET", body=None):
    request = urllib.request.Request(f"{URL}/_sandbox/{path}", method=method, data=body and json.dumps(body).encode())
    with urllib.request.urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


def code(to):
    return control(f"code?to={urllib.parse.quote_plus(to)}")["code"]


def advance(ms):
    return control(f"advance?ms={ms}", "POST")["now"]


def seconds():
    """The time of the sandbox, in seconds since 1970."""
    return time.mktime(time.strptime(advance(0)[:19] + "UTC", "%Y-%m-%dT%H:%M:%S%Z")) - time.timezone


def own(**options):
    return v2.services(v2.services.create(**{"friendly_name": "Owl Bank", **options}).sid)


def phone():
    return f"+1501712{next(numbers)}"


def wrong(right):
    return "000001" if right == "000000" else "000000"


def refused(status, number, call, **options):
    try:
        call(**options)
    except TwilioRestException as error:
        assert (error.status, error.code) == (status, number), error
    else:
        raise AssertionError(f"{number} was not answered")


def services_are_created_changed_listed_and_deleted():
    made = v2.services.create(friendly_name="Owl Bank", code_length=8)
    assert made.code_length == 8 and made.date_created.year >= 2014
    assert v2.services(made.sid).update(friendly_name="Owl").friendly_name == "Owl"
    assert made.sid in [service.sid for service in v2.services.list()]
    assert v2.services(made.sid).delete()
    refused(404, 20404, v2.services(made.sid).fetch)


def a_code_is_sent_by_sms_and_checked():
    service, to = own(), phone()
    assert service.verifications.create(to=to, channel="sms").status == "pending"
    right = code(to)
    assert service.verification_checks.create(to=to, code=wrong(right)).valid is False
    assert service.verification_checks.create(to=to, code=right).status == "approved"
    refused(404, 20404, service.verification_checks.create, to=to, code=right)


def five_wrong_codes_are_too_many():
    service, to = own(), phone()
    service.verifications.create(to=to, channel="sms")
    right = code(to)
    for _ in range(5):
        service.verification_checks.create(to=to, code=wrong(right))
    refused(429, 60202, service.verification_checks.create, to=to, code=right)


def five_sends_are_too_many_for_ten_minutes():
    service, to = own(), phone()
    for _ in range(5):
        service.verifications.create(to=to, channel="sms")
    refused(429, 60203, service.verifications.create, to=to, channel="sms")
    advance(600_000)
    assert service.verifications.create(to=to, channel="sms").status == "pending"


def a_verification_is_canceled_by_its_number():
    service, to = own(), phone()
    sid = service.verifications.create(to=to, channel="sms").sid
    assert service.verifications(to).update(status="canceled").status == "canceled"
    assert service.verifications(sid).fetch().status == "canceled"


def codes_may_be_ones_own():
    to = phone()
    refused(403, 60204, own().verifications.create, to=to, channel="sms", custom_code="90210")
    own(custom_code_enabled=True).verifications.create(to=to, channel="sms", custom_code="90210")
    assert code(to) == "90210"


def a_code_is_sent_by_mail():
    service, to = own(), "nele@owl.example"
    service.verifications.create(to=to, channel="email")
    assert service.verification_checks.create(to=to, code=code(to)).status == "approved"


def an_authenticator_app_enrols_and_signs_in():
    person = own().entities(MIKA)
    factor = person.new_factors.create(friendly_name="phone", factor_type="totp")
    totp = pyotp.parse_uri(factor.binding["uri"])
    assert person.factors(factor.sid).update(auth_payload=totp.at(int(seconds()))).status == "verified"
    advance(60_000)
    challenge = person.challenges.create(factor_sid=factor.sid, auth_payload=totp.at(int(seconds())))
    assert challenge.status == "approved"


def a_device_approves_what_it_is_asked():
    """The protocol of Twilio's SDKs, with a key of cryptography's: the back end is Twilio's library, the phone is none."""
    service = own()
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    text = lambda raw: base64.b64encode(raw).decode()
    entity = f"{URL}/v2/Services/{service.fetch().sid}/Entities/{MIKA}"

    def phone_sends(path, password, form=None):
        data = form and urllib.parse.urlencode(form).encode()
        headers = {"Authorization": f"Basic {text(f'token:{password}'.encode())}"}
        with urllib.request.urlopen(urllib.request.Request(entity + path, data=data, headers=headers)) as response:
            return response.headers, json.loads(response.read())

    form = {
        "FriendlyName": "phone",
        "FactorType": "push",
        "Binding.Alg": "ES256",
        "Binding.PublicKey": text(spki),
        "Config.AppId": "owl",
        "Config.NotificationPlatform": "none",
    }
    access = service.access_tokens.create(identity=MIKA, factor_type="push")
    _, factor = phone_sends("/Factors", access.token, form)
    now = int(seconds())
    credential = factor["config"]["credential_sid"]
    own_token = jwt.encode(
        {"sub": ACCOUNT_SID, "nbf": now, "exp": now + 600},
        key,
        algorithm="ES256",
        headers={"cty": "twilio-pba;v=1", "kid": credential},
    )
    proof = text(key.sign(factor["sid"].encode(), ec.ECDSA(hashes.SHA256())))
    _, factor = phone_sends(f"/Factors/{factor['sid']}", own_token, {"AuthPayload": proof})
    assert factor["status"] == "verified"
    for answer in ["approved", "denied"]:
        challenges = service.entities(MIKA).challenges
        asked = challenges.create(factor_sid=factor["sid"], details_message="Sign in?", hidden_details={"ip": "::1"})
        headers, seen = phone_sends(f"/Challenges/{asked.sid}", own_token)
        signed = {name: seen[name] for name in headers["Twilio-Verify-Signature-Fields"].split(",")}
        payload = jwt.encode({**signed, "status": answer}, key, algorithm="ES256")
        phone_sends(f"/Challenges/{asked.sid}", own_token, {"AuthPayload": payload})
        assert service.entities(MIKA).challenges(asked.sid).fetch().status == answer


def webhooks_are_signed():
    service = own()
    service.webhooks.create(friendly_name="hook", event_types=["*"], webhook_url=os.environ["SANDBOX_HOOK"])
    control("clear", "POST")
    key = (
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt"
        "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=="
    )
    service.entities(MIKA).new_factors.create(
        friendly_name="phone",
        factor_type="push",
        binding_alg="ES256",
        binding_public_key=key,
        config_app_id="owl",
        config_notification_platform="none",
    )
    with urllib.request.urlopen(os.environ["SANDBOX_HOOK"]) as response:
        told = json.loads(response.read())
    assert told["form"]["type"] == "factor.created"
    validator = RequestValidator(AUTH_TOKEN)
    assert validator.validate(os.environ["SANDBOX_HOOK"], told["form"], told["signature"])
    assert not validator.validate(os.environ["SANDBOX_HOOK"], {**told["form"], "more": "1"}, told["signature"])


def rate_limits_hold():
    service = own()
    limit = service.rate_limits.create(unique_name="ip")
    service.rate_limits(limit.sid).buckets.create(max=1, interval=60)
    limits = json.dumps({"ip": "127.0.0.1"})
    service.verifications.create(to=phone(), channel="sms", rate_limits=limits)
    refused(429, 20429, service.verifications.create, to=phone(), channel="sms", rate_limits=limits)


def attempts_are_listed_and_summed_up():
    service, to = own(), phone()
    sid = service.verifications.create(to=to, channel="sms").sid
    service.verification_checks.create(to=to, code=code(to))
    (attempt,) = v2.verification_attempts.list(verification_sid=sid)
    assert attempt.conversion_status == "converted"
    summary = v2.verification_attempts_summary().fetch(verify_service_sid=service.fetch().sid)
    assert (summary.total_attempts, summary.total_converted) == (1, 1)


def there_are_templates():
    assert v2.templates.list()[0].sid.startswith("HJ")


def a_number_is_put_on_the_safelist_once():
    to = phone()
    v2.safelist.create(phone_number=to)
    refused(400, 60411, v2.safelist.create, phone_number=to)
    assert v2.safelist(to).delete()
    refused(404, 20404, v2.safelist(to).fetch)


def a_country_has_one_messaging_service():
    service = own()
    options = {"country": "DE", "messaging_service_sid": "MG" + "a" * 32}
    service.messaging_configurations.create(**options)
    refused(400, 60213, service.messaging_configurations.create, **options)


def access_tokens_are_made():
    token = own().access_tokens.create(identity=MIKA, factor_type="push", ttl=120)
    assert token.token and token.ttl == 120


def a_list_is_walked_forth_and_back():
    service = own()
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda i: service.entities.create(identity=f"person-{i:06}"), range(2500)))
    assert len({entity.identity for entity in service.entities.list(page_size=1000)}) == 2500
    page = service.entities.page(page_size=1000)
    first = next(iter(page)).identity
    sizes = 1
    while (following := page.next_page()) is not None:
        page, sizes = following, sizes + 1
    assert sizes == 3
    while (before := page.previous_page()) is not None:
        page = before
    assert next(iter(page)).identity == first


def what_is_deleted_is_gone_and_what_is_wrong_is_told():
    service = own()
    factor = service.entities(MIKA).new_factors.create(friendly_name="phone", factor_type="totp")
    assert service.entities(MIKA).factors(factor.sid).delete()
    refused(404, 20404, service.entities(MIKA).factors(factor.sid).fetch)
    refused(400, 60200, service.verifications.create, to="+49", channel="sms")
    refused(400, 60306, service.entities.create, identity="me")
    stranger = Client(ACCOUNT_SID, "wrong")
    stranger.verify.base_url = URL
    refused(401, 20003, stranger.verify.v2.services(service.fetch().sid).fetch)


STEPS = [
    services_are_created_changed_listed_and_deleted,
    a_code_is_sent_by_sms_and_checked,
    five_wrong_codes_are_too_many,
    five_sends_are_too_many_for_ten_minutes,
    a_verification_is_canceled_by_its_number,
    codes_may_be_ones_own,
    a_code_is_sent_by_mail,
    an_authenticator_app_enrols_and_signs_in,
    a_device_approves_what_it_is_asked,
    webhooks_are_signed,
    rate_limits_hold,
    attempts_are_listed_and_summed_up,
    there_are_templates,
    a_number_is_put_on_the_safelist_once,
    a_country_has_one_messaging_service,
    access_tokens_are_made,
    a_list_is_walked_forth_and_back,
    what_is_deleted_is_gone_and_what_is_wrong_is_told,
]

for step in STEPS:
    step()
    print(step.__name__, flush=True)
