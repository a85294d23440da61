#include <unicode/uspoof.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uchar.h>

// ICU's macros add the version to each name (uidna_openUTS46_72); Swift does not see macros, so these functions stand
// between, and no Swift file knows the version. UIDNAInfo needs its initialiser macro as well.

static inline UIDNA *icu_idna_open(uint32_t options, UErrorCode *status) {
    return uidna_openUTS46(options, status);
}

/// Writes the A-label form into `target` and returns its length; `errors` receives the UIDNA_ERROR_ bits.
static inline int32_t icu_idna_to_ascii(const UIDNA *idna, const char *name, int32_t length, char *target,
                                        int32_t capacity, uint32_t *errors, UErrorCode *status) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    int32_t written = uidna_nameToASCII_UTF8(idna, name, length, target, capacity, &info, status);
    *errors = info.errors;
    return written;
}

static inline int32_t icu_idna_to_unicode(const UIDNA *idna, const char *name, int32_t length, char *target,
                                          int32_t capacity, uint32_t *errors, UErrorCode *status) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    int32_t written = uidna_nameToUnicodeUTF8(idna, name, length, target, capacity, &info, status);
    *errors = info.errors;
    return written;
}
