"""What every environment shares: wiring only, no behaviour."""

import zoneinfo
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from config import env, providers

BACKEND = Path(__file__).resolve().parents[2]
ROOT = BACKEND.parent

# The locked tzdata, not the system's: a machine whose copy is a year old would put every Calgary winter an hour off.
zoneinfo.reset_tzpath(to=())

SECRET_KEY = env.text("SECRET_KEY")
MANAGE_TOKEN_KEY = env.text("MANAGE_TOKEN_KEY")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
PUBLIC_URL = env.origin("PUBLIC_URL", "http://localhost:8000")
TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXY_COUNT", default=0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "common",
    "accounts",
    "studio",
    "messaging",
    "bookings",
    "website",
    "operations",
]

MIDDLEWARE = [
    "common.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "common.requests.RequestIds",
    "website.errors.RefusalPages",
    "common.requests.BodyLimit",
    "common.requests.OwnOriginOnly",
    "website.assets.Assets",
    "website.languages.LanguageOfAddress",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accounts.api.middleware.NoAmbientSession",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "public-site" / "pages"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

DATABASES = {"default": env.database()}
# A request is one or two short transactions; a kept connection saves the handshake, and the check replaces one that
# the server has dropped.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        # A Redis that hangs must not hang a booking; the limits know what to do without it.
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }
    if REDIS_URL
    # The default of 300 entries would let a flood of addresses push out the counters of limits.
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Sign-in (docs/auth.md, ADR 0004). A session lives as long as its token.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 24 * 60 * 60
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ["app"]
HEADLESS_ADAPTER = "accounts.api.adapters.HeadlessAdapter"
HEADLESS_TOKEN_STRATEGY = "accounts.api.token_strategy.ExpiringTokenStrategy"  # noqa: S105
HEADLESS_FRONTEND_URLS = {"account_reset_password_from_key": f"{PUBLIC_URL}/admin/set-up/{{key}}"}
ACCOUNT_ADAPTER = "accounts.api.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.services.set_up.SetUpKeys"  # noqa: S105
# common/limits.py counts instead: two counters for one sign-in would contradict each other, and allauth's knows no
# Retry-After and answers 500 when the cache is away.
ACCOUNT_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BACKEND / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# What is due is tried by the process that committed it; off where a test asks who sends what.
MESSAGES_SENT_AT_ONCE = env.flag("MESSAGES_SENT_AT_ONCE", default=True)

# Who takes e-mail and SMS (docs/messages.md). Addresses of their APIs are settings so that tests can stand in for them.
MAIL_FROM = env.email_address("MAIL_FROM")
MAIL_PROVIDERS = providers.mail_providers()
PROVIDER_TIMEOUT_SECONDS = env.whole_number("PROVIDER_TIMEOUT_SECONDS", default=10, minimum=1)
SMTP: dict[str, Any] = {
    "HOST": env.text("SMTP_HOST", ""),
    "PORT": env.whole_number("SMTP_PORT", default=587),
    "USER": env.text("SMTP_USER", ""),
    "PASSWORD": env.text("SMTP_PASSWORD", ""),
    "SECURITY": env.choice("SMTP_SECURITY", of=("starttls", "tls", "none")),
}
ANYMAIL = {
    "RESEND_API_KEY": env.text("RESEND_API_KEY", ""),
    "RESEND_API_URL": env.text("RESEND_API_URL", "https://api.resend.com/"),
    "RESEND_SIGNING_SECRET": env.text("RESEND_WEBHOOK_SECRET", ""),
    "SENDGRID_API_KEY": env.text("SENDGRID_API_KEY", ""),
    "SENDGRID_API_URL": env.text("SENDGRID_API_URL", "https://api.sendgrid.com/v3/"),
    "SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY": env.text("SENDGRID_WEBHOOK_KEY", ""),
    "REQUESTS_TIMEOUT": PROVIDER_TIMEOUT_SECONDS,
}
TWILIO = {
    "ACCOUNT_SID": env.text("TWILIO_ACCOUNT_SID", ""),
    "AUTH_TOKEN": env.text("TWILIO_AUTH_TOKEN", ""),
    "FROM": env.text("TWILIO_FROM", ""),
    "API_URL": env.text("TWILIO_API_URL", "https://api.twilio.com"),
}
# Where SMS may go; empty for the studio's own country.
SMS_COUNTRIES = env.countries("SMS_COUNTRIES")
# DKIM selectors of a mail server that check_sending_domain cannot know.
DKIM_SELECTORS = env.words("DKIM_SELECTORS")
# Without a provider, the ledger takes the message and nothing leaves the machine. Never where clients book.
MESSAGES_STAY_HERE = False

# Invented people, and an owner whose password everybody knows: to try Stillpoint out, never where clients book.
DEMO_DATA_ALLOWED = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
RATELIMIT_ENABLE = env.flag("RATELIMIT_ENABLE", default=True)
RATELIMIT_IP_META_KEY = "common.client_address.client_address"

CORS_ALLOWED_ORIGINS = env.words("CORS_ALLOWED_ORIGINS")
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "x-device",
    "x-password-reset-key",
]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

REST_FRAMEWORK = {
    # Deny by default: a view that forgets to say who may call it answers 403.
    "DEFAULT_PERMISSION_CLASSES": ["common.api.permissions.Nobody"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.ExpiringTokenAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.parsers.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "common.api.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "common.api.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Stillpoint",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Bookings for a wellness practice or fitness studio. Amounts are integers in the currency's minor "
    "unit; times are RFC 3339 with an offset. Errors are RFC 9457 problems; branch on `type`.",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "AppointmentStatus": "bookings.models.AppointmentStatus.choices",
        "MessageStatus": "messaging.models.Status.choices",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"redact": {"()": "common.logs.RedactCapabilityPaths"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["redact"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
