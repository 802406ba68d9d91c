/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers and fields by which real services are called, with the secrets that they carry. */
class VendorHeadersTests {

    private final Masker masker = new Masker(MaskingRules.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Authentication-Info",
                "Cookie",
                "Set-Cookie",
                "Api-Key",
                "ApiKey",
                "X-API-Key",
                "X-ApiKey",
                "X-Auth",
                "X-Auth-Token",
                "X-Auth-Key",
                "X-Auth-User-Service-Key",
                "X-Access-Token",
                "X-Session",
                "X-Session-Token",
                "X-User-Token",
                "X-Client-Secret",
                "X-CSRF-Token",
                "X-CSRFToken",
                "X-XSRF-TOKEN",
                "X-Amz-Security-Token",
                "X-Amz-Signature",
                "x-amz-server-side-encryption-customer-key",
                "x-aws-ec2-metadata-token",
                "X-Goog-Api-Key",
                "X-Goog-IAP-JWT-Assertion",
                "X-Goog-Signature",
                "Ocp-Apim-Subscription-Key",
                "X-Functions-Key",
                "x-ms-authorization-auxiliary",
                "X-MS-TOKEN-AAD-ACCESS-TOKEN",
                "X-ZUMO-AUTH",
                "aeg-sas-key",
                "aeg-sas-token",
                "DD-API-KEY",
                "DD-APPLICATION-KEY",
                "X-Vault-Token",
                "X-Consul-Token",
                "X-Nomad-Token",
                "PRIVATE-TOKEN",
                "JOB-TOKEN",
                "Deploy-Token",
                "X-Gitlab-Token",
                "X-Hub-Signature-256",
                "Circle-Token",
                "X-Shopify-Access-Token",
                "X-Shopify-Hmac-Sha256",
                "Stripe-Signature",
                "X-Slack-Signature",
                "X-Twilio-Signature",
                "X-Postmark-Server-Token",
                "X-Algolia-API-Key",
                "X-License-Key",
                "X-Insert-Key",
                "X-Query-Key",
                "X-Sentry-Auth",
                "X-Honeycomb-Team",
                "X-SF-Token",
                "X-RapidAPI-Key",
                "X-Mashape-Key",
                "X-Parse-Master-Key",
                "X-Parse-REST-API-Key",
                "X-Parse-Session-Token",
                "X-JFrog-Art-Api",
                "X-Plex-Token",
                "X-Figma-Token",
                "X-MBX-APIKEY",
                "CB-ACCESS-KEY",
                "CB-ACCESS-SIGN",
                "CB-ACCESS-PASSPHRASE",
                "CF-Access-Client-Secret",
                "Cf-Access-Jwt-Assertion",
                "X-SAP-LogonToken",
                "X-Forwarded-Client-Cert"
            })
    void header_ofAVendor_isMasked(String name) {
        assertThat(masker.header(name, "AbCd0123+/==")).isEqualTo("***");
        assertThat(masker.text("body", name + ": AbCd0123+/==")).isEqualTo(name + ": ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccountKey",
                "SharedAccessKey",
                "SharedAccessSignature",
                "subscription_key",
                "application_key",
                "account_key",
                "master_key",
                "license_key",
                "licenceKey",
                "ssh_key",
                "sshPrivateKey",
                "user_session",
                "storage_account_key",
                "service_account_key",
                "webhook_secret",
                "client_secret",
                "deploy_key",
                "host_key",
                "server_key"
            })
    void field_ofAVendor_isMasked(String name) {
        assertThat(masker.masks(name)).isTrue();
        assertThat(masker.text("body", name + "=AbCd0123+/==;x=y")).isEqualTo(name + "=***;x=y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "Sec-WebSocket-Key",
                "Surrogate-Key",
                "X-Cache-Key",
                "X-Request-Id",
                "X-Auth-Email",
                "X-Algolia-Application-Id",
                "X-Session-Count",
                "WWW-Authenticate",
                "ETag",
                "X-Shopify-Shop-Domain",
                "primary_key",
                "partition_key",
                "sort_key",
                "account",
                "license",
                "sessions"
            })
    void header_withoutASecret_stays(String name) {
        assertThat(masker.header(name, "AbCd0123+/==")).isEqualTo("AbCd0123+/==");
    }
}
