#include <stddef.h>
#include <stdint.h>
#include <unicode/uvernum.h>

// ICU's own headers stay out: Foundation brings types of the same names from another version of ICU, and a compiler that
// meets both refuses them. Declared here are the few functions that are called, with ICU's layouts and values of
// unicode/uidna.h, uspoof.h and uchar.h, which are stable. ICU adds its version to each name (uidna_openUTS46_72);
// uvernum.h knows it, so that no Swift file does. A status above zero is an error (U_FAILURE).

#define ICU(name) U_ICU_ENTRY_POINT_RENAME(name)

typedef struct icu_idna icu_idna;
typedef struct icu_spoof_checker icu_spoof_checker;

/// UIDNAInfo.
typedef struct icu_idna_info {
    int16_t size;
    int8_t is_transitional_different;
    int8_t reserved_b3;
    uint32_t errors;
    int32_t reserved_i2;
    int32_t reserved_i3;
} icu_idna_info;

enum icu_idna_option {
    ICU_IDNA_CHECK_BIDI = 4,
    ICU_IDNA_CHECK_CONTEXTJ = 8,
    ICU_IDNA_NONTRANSITIONAL_TO_ASCII = 0x10,
    ICU_IDNA_NONTRANSITIONAL_TO_UNICODE = 0x20,
};

enum icu_idna_error {
    ICU_IDNA_ERROR_EMPTY_LABEL = 1,
    ICU_IDNA_ERROR_LABEL_TOO_LONG = 2,
    ICU_IDNA_ERROR_DOMAIN_NAME_TOO_LONG = 4,
    ICU_IDNA_ERROR_LEADING_HYPHEN = 8,
    ICU_IDNA_ERROR_TRAILING_HYPHEN = 0x10,
    ICU_IDNA_ERROR_HYPHEN_3_4 = 0x20,
};

enum { ICU_SPOOF_RESTRICTION_LEVEL = 16, ICU_SPOOF_HIGHLY_RESTRICTIVE = 0x30000000 };

icu_idna *ICU(uidna_openUTS46)(uint32_t options, int32_t *status);
int32_t ICU(uidna_nameToASCII_UTF8)(const icu_idna *, const char *, int32_t, char *, int32_t, icu_idna_info *, int32_t *);
int32_t ICU(uidna_nameToUnicodeUTF8)(const icu_idna *, const char *, int32_t, char *, int32_t, icu_idna_info *, int32_t *);
icu_spoof_checker *ICU(uspoof_open)(int32_t *status);
void ICU(uspoof_setRestrictionLevel)(icu_spoof_checker *, int32_t level);
void ICU(uspoof_setChecks)(icu_spoof_checker *, int32_t checks, int32_t *status);
int32_t ICU(uspoof_getSkeletonUTF8)(const icu_spoof_checker *, uint32_t, const char *, int32_t, char *, int32_t, int32_t *);
int32_t ICU(uspoof_checkUTF8)(const icu_spoof_checker *, const char *, int32_t, int32_t *, int32_t *);
int8_t ICU(u_charType)(int32_t scalar);

static inline icu_idna *icu_idna_open(uint32_t options, int32_t *status) {
    return ICU(uidna_openUTS46)(options, status);
}

/// Writes the A-label form into `target` and returns its length; `errors` receives the ICU_IDNA_ERROR_ bits.
static inline int32_t icu_idna_to_ascii(const icu_idna *idna, const char *name, int32_t length, char *target,
                                        int32_t capacity, uint32_t *errors, int32_t *status) {
    icu_idna_info info = {(int16_t)sizeof(icu_idna_info), 0, 0, 0, 0, 0};
    int32_t written = ICU(uidna_nameToASCII_UTF8)(idna, name, length, target, capacity, &info, status);
    *errors = info.errors;
    return written;
}

static inline int32_t icu_idna_to_unicode(const icu_idna *idna, const char *name, int32_t length, char *target,
                                          int32_t capacity, uint32_t *errors, int32_t *status) {
    icu_idna_info info = {(int16_t)sizeof(icu_idna_info), 0, 0, 0, 0, 0};
    int32_t written = ICU(uidna_nameToUnicodeUTF8)(idna, name, length, target, capacity, &info, status);
    *errors = info.errors;
    return written;
}

/// A checker that fails what is beyond UTS 39's highly restrictive level, and nothing else.
static inline icu_spoof_checker *icu_spoof_open_highly_restrictive(int32_t *status) {
    icu_spoof_checker *checker = ICU(uspoof_open)(status);
    if (*status > 0) return NULL;
    ICU(uspoof_setRestrictionLevel)(checker, ICU_SPOOF_HIGHLY_RESTRICTIVE);
    ICU(uspoof_setChecks)(checker, ICU_SPOOF_RESTRICTION_LEVEL, status);
    return checker;
}

static inline int32_t icu_spoof_skeleton(const icu_spoof_checker *checker, const char *text, int32_t length, char *target,
                                         int32_t capacity, int32_t *status) {
    return ICU(uspoof_getSkeletonUTF8)(checker, 0, text, length, target, capacity, status);
}

/// The bits of the checks that failed.
static inline int32_t icu_spoof_check(const icu_spoof_checker *checker, const char *text, int32_t length, int32_t *status) {
    return ICU(uspoof_checkUTF8)(checker, text, length, NULL, status) & ICU_SPOOF_RESTRICTION_LEVEL;
}

/// General category Mn (6), Me (7) or Mc (8).
static inline int32_t icu_is_mark(uint32_t scalar) {
    int8_t category = ICU(u_charType)((int32_t)scalar);
    return category >= 6 && category <= 8;
}
