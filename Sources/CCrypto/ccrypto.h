#pragma once
// The digest functions with a context of the caller are deprecated in favour of ones that look their algorithm up at each call, which
// costs several times the digest of a short text.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
