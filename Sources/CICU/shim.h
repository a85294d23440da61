#include <unicode/uspoof.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uchar.h>

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
