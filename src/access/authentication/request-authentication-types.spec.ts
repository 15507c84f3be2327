import { describe, expect, test } from '@jest/globals';
import { authenticationTypesOf } from './request-authentication-types.js';
import { readCredentials } from './credentials.js';

/** Contract section 3.6. */
describe('the way to authenticate, told from headers', () => {
  test.each([
    [{}, []],
    [{ authorization: 'Basic dTpw' }, []],
    [{ 'psd2-cert': 'x' }, []],
    [{ directlogin: 'token=x' }, ['DirectLogin']],
    [{ directlogin: '' }, ['DirectLogin']],
    [{ authorization: 'DirectLogin token="x"' }, ['DirectLogin']],
    [{ authorization: 'OAuth oauth_token="x"' }, ['OAuth1.0a']],
    [{ authorization: 'Bearer x' }, ['OAuth2_OIDC']],
    [{ authorization: 'Bearer x', 'psd2-cert': 'x' }, ['OAuth2_OIDC_FAPI']],
    [{ authorization: 'DPoP x' }, ['OAuth2_OIDC']],
    [{ authorization: 'DPoP x', 'psd2-cert': 'x' }, ['OAuth2_OIDC_FAPI']],
    [{ authorization: 'DirectLogin token="DPoP x"' }, ['DirectLogin']],
    [{ authorization: 'bearer x' }, ['OAuth2_OIDC']],
    [{ authorization: 'OAUTH a=b' }, ['OAuth1.0a']],
    [{ authorization: 'directlogin token="x"' }, ['DirectLogin']],
    // Letters in a token or in quotes are not a scheme's name.
    [{ authorization: 'DirectLogin token="xBearerOAuthGatewayLogin"' }, ['DirectLogin']],
    [{ authorization: 'OAuth realm="a Bearer, DirectLogin"' }, ['OAuth1.0a']],
    [{ authorization: 'GatewayLogin token="x"' }, ['GatewayLogin']],
    [{ dauth: 'x' }, ['DAuth']],
    // OBP names the first of several kinds; the others cannot hide behind it.
    [{ authorization: 'Bearer x', directlogin: 'token=y' }, ['DirectLogin', 'OAuth2_OIDC']],
    [{ authorization: 'GatewayLogin token="x"', dauth: 'x', directlogin: 'token=y' }, ['GatewayLogin', 'DAuth', 'DirectLogin']],
  ])('%j is %j', (headers, types) => expect(authenticationTypesOf(headers, readCredentials(headers))).toEqual(types));
});
