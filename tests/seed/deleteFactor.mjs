import TwilioVerify from 'twilio_verify';
let defaultClient = TwilioVerify.ApiClient.instance;
let accountSid_authToken = defaultClient.authentications['accountSid_authToken'];
accountSid_authToken.username = 'YOUR USERNAME';
accountSid_authToken.password = 'YOUR PASSWORD';

let apiInstance = new TwilioVerify.VerifyV2FactorApi();
let serviceSid = 'serviceSid_example';
let identity = 'identity_example';
let sid = 'sid_example';
apiInstance.deleteFactor(serviceSid, identity, sid, (error, data, response) => {
  if (error) {
    console.error(error);
  } else {
    console.log('API called successfully.');
  }
});
