/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Set;

/** The names that are masked unless a rule takes them out. In the form that {@link NameWords} brings names to. */
final class DefaultNames {

    /** Masked where their words stand anywhere in a name, in sequence. */
    static final Set<String> SENSITIVE = Set.of(
            "accesskey",
            "accesskeys",
            "accesstokens",
            "apikey",
            "apikeys",
            "apisecret",
            "assertion",
            "authcode",
            "authheader",
            "authkey",
            "authorization",
            "bban",
            "bearer",
            "cardcode",
            "cardnum",
            "cardnumber",
            "cardnumbers",
            "cardno",
            "ccno",
            "ccnum",
            "ccnumber",
            "codeverifier",
            "cookie",
            "cookies",
            "credential",
            "credentials",
            "creditcard",
            "creditcardno",
            "csc",
            "csrf",
            "cvc",
            "cvn",
            "cvv",
            "debitcard",
            "encryptionkey",
            "iban",
            "ibans",
            "idtokens",
            "jsessionid",
            "jwt",
            "mfacode",
            "oauthverifier",
            "onetimecode",
            "otp",
            "pan",
            "pass",
            "passcode",
            "passphrase",
            "passwd",
            "passwds",
            "password",
            "passwords",
            "passwort",
            "kennwort",
            "motdepasse",
            "phpsessid",
            "pin",
            "pincode",
            "primaryaccountnumber",
            "privatekey",
            "privatekeys",
            "pw",
            "pwd",
            "pwds",
            "refreshtokens",
            "recoverycode",
            "samlart",
            "samlrequest",
            "samlresponse",
            "secret",
            "secretkey",
            "secrets",
            "securitycode",
            "sessionid",
            "sessionkey",
            "sessionstate",
            "sessiontoken",
            "setcookie",
            "sig",
            "signature",
            "signingkey",
            "sharedkey",
            "socialsecurity",
            "ssn",
            "token",
            "totp",
            "trackdata",
            "verificationcode",
            "xsrf");

    /** Masked only as the whole name: inside longer names they mean something else ({@code max_tokens}). */
    static final Set<String> SENSITIVE_ALONE = Set.of("auth", "pins", "session", "sid", "tokens");

    /** Long enough to be recognised inside one word without separators ({@code userpassword}). */
    static final String[] SENSITIVE_INSIDE = {
        "password",
        "passwd",
        "passphrase",
        "credential",
        "apikey",
        "accesskey",
        "privatekey",
        "secretkey",
        "creditcard",
        "cardnumber",
        "sessionid"
    };

    /** Recognised at the end of a word ({@code clientsecret}, {@code csrftoken}). */
    static final String[] SENSITIVE_ENDINGS = {"secret", "token", "authorization", "cookie", "pwd", "passcode"};

    /** A name that ends so tells something about the secret, not the secret ({@code token_type}). */
    static final Set<String> ABOUT = Set.of(
            "count",
            "enabled",
            "expiration",
            "expired",
            "expires",
            "expiry",
            "length",
            "limit",
            "policy",
            "required",
            "size",
            "ttl",
            "type",
            "expiresin",
            "expiresat");

    /** Headers beyond those whose names {@link #SENSITIVE} covers. */
    static final Set<String> HEADERS = Set.of(
            "authentication-info",
            "authorization",
            "cookie",
            "cookie2",
            "proxy-authentication-info",
            "proxy-authorization",
            "set-cookie",
            "set-cookie2",
            "x-access-token",
            "x-amz-security-token",
            "x-api-key",
            "x-auth-token",
            "x-authorization",
            "x-csrf-token",
            "x-forwarded-access-token",
            "x-forwarded-client-cert",
            "x-goog-iap-jwt-assertion",
            "x-vault-token",
            "x-xsrf-token");

    private DefaultNames() {}
}
