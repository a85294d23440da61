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

/// A checker that fails what is beyond UTS 39's highly restrictive level, and nothing else.
static inline USpoofChecker *icu_spoof_open_highly_restrictive(UErrorCode *status) {
    USpoofChecker *checker = uspoof_open(status);
    if (U_FAILURE(*status)) return NULL;
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL, status);
    return checker;
}

static inline int32_t icu_spoof_skeleton(const USpoofChecker *checker, const char *text, int32_t length, char *target,
                                         int32_t capacity, UErrorCode *status) {
    return uspoof_getSkeletonUTF8(checker, 0, text, length, target, capacity, status);
}

/// The bits of the checks that failed.
static inline int32_t icu_spoof_check(const USpoofChecker *checker, const char *text, int32_t length, UErrorCode *status) {
    return uspoof_checkUTF8(checker, text, length, NULL, status) & USPOOF_RESTRICTION_LEVEL;
}

/// General category Mn, Mc or Me.
static inline int32_t icu_is_mark(uint32_t scalar) {
    return (U_GET_GC_MASK((UChar32)scalar) & U_GC_M_MASK) != 0;
}
