/* The mark of the possible: zone, acceptances and coalitions by split loops over the same tables, on one thread.
 *
 * The last issues make up the inner loop. For every assignment of the outer issues that share a table with inner ones,
 * the inner totals are tabulated once; the outer loop adds what its own tables say. Reads the instance as integers:
 *
 *   issues, then options per issue; actors, then their thresholds; tables, then for each: actor (-1: forbids where 1),
 *   issues in scope, the scope, the values in row-major order.
 *
 * Build: cc -O3 -march=native -o split split.c
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INNER 16384
enum { MAX_ISSUES = 64, MAX_TABLES = 4096, MAX_ACTORS = 8 };

typedef struct {
    int actor, k, scope[MAX_ISSUES];
    int64_t *values;
} Table;

static int n, sizes[MAX_ISSUES], actors, n_tables;
static int64_t threshold[MAX_ACTORS];
static Table tables[MAX_TABLES];

static int64_t number(void) {
    long long x;
    if (scanf("%lld", &x) != 1) { fprintf(stderr, "bad instance\n"); exit(2); }
    return x;
}

static int64_t at(const Table *t, const int *package) {
    int64_t place = 0;
    for (int j = 0; j < t->k; j++) place = place * sizes[t->scope[j]] + package[t->scope[j]];
    return t->values[place];
}

int main(void) {
    n = (int)number();
    for (int i = 0; i < n; i++) sizes[i] = (int)number();
    actors = (int)number();
    for (int a = 0; a < actors; a++) threshold[a] = number();
    n_tables = (int)number();
    for (int t = 0; t < n_tables; t++) {
        Table *x = &tables[t];
        x->actor = (int)number();
        x->k = (int)number();
        int64_t cells = 1;
        for (int j = 0; j < x->k; j++) { x->scope[j] = (int)number(); cells *= sizes[x->scope[j]]; }
        x->values = malloc(sizeof(int64_t) * (size_t)cells);
        for (int64_t c = 0; c < cells; c++) x->values[c] = number();
    }
    int cut = n;
    int64_t inner = 1;
    while (cut > 0 && inner * sizes[cut - 1] <= INNER) inner *= sizes[--cut];
    int crosses[MAX_ISSUES] = {0};
    for (int t = 0; t < n_tables; t++) {
        int right = 0;
        for (int j = 0; j < tables[t].k; j++) right |= tables[t].scope[j] >= cut;
        if (right) for (int j = 0; j < tables[t].k; j++) if (tables[t].scope[j] < cut) crosses[tables[t].scope[j]] = 1;
    }
    int64_t groups = 1, outer = 1;
    for (int i = 0; i < cut; i++) { outer *= sizes[i]; if (crosses[i]) groups *= sizes[i]; }
    int64_t *totals = malloc(sizeof(int64_t) * (size_t)(groups * actors * inner));
    uint8_t *open = malloc((size_t)(groups * inner));
    if (!totals || !open) { fprintf(stderr, "no memory\n"); return 2; }
    int package[MAX_ISSUES] = {0};
    for (int64_t g = 0; g < groups; g++) {
        int64_t rest = g;
        for (int i = cut - 1; i >= 0; i--) if (crosses[i]) { package[i] = (int)(rest % sizes[i]); rest /= sizes[i]; }
        for (int64_t r = 0; r < inner; r++) {
            rest = r;
            for (int i = n - 1; i >= cut; i--) { package[i] = (int)(rest % sizes[i]); rest /= sizes[i]; }
            for (int a = 0; a < actors; a++) totals[(g * actors + a) * inner + r] = 0;
            uint8_t is_open = 1;
            for (int t = 0; t < n_tables; t++) {
                const Table *x = &tables[t];
                int right = 0;
                for (int j = 0; j < x->k; j++) right |= x->scope[j] >= cut;
                if (!right) continue;
                if (x->actor < 0) is_open &= !at(x, package);
                else totals[(g * actors + x->actor) * inner + r] += at(x, package);
            }
            open[g * inner + r] = is_open ? (uint8_t)(1 << actors) : 0;
        }
    }
    int64_t tally[4][2 << MAX_ACTORS];
    memset(tally, 0, sizeof tally);
    uint8_t mask[INNER];
    for (int64_t o = 0; o < outer; o++) {
        int64_t rest = o, g = 0;
        for (int i = cut - 1; i >= 0; i--) { package[i] = (int)(rest % sizes[i]); rest /= sizes[i]; }
        for (int i = 0; i < cut; i++) if (crosses[i]) g = g * sizes[i] + package[i];
        int64_t base[MAX_ACTORS] = {0};
        int is_open = 1;
        for (int t = 0; t < n_tables; t++) {
            const Table *x = &tables[t];
            int right = 0;
            for (int j = 0; j < x->k; j++) right |= x->scope[j] >= cut;
            if (right) continue;
            if (x->actor < 0) is_open &= !at(x, package);
            else base[x->actor] += at(x, package);
        }
        if (!is_open) continue;
        memcpy(mask, open + g * inner, (size_t)inner);
        for (int a = 0; a < actors; a++) {
            const int64_t *row = totals + (g * actors + a) * inner, least = threshold[a] - base[a];
            const uint8_t bit = (uint8_t)(1 << a);
            for (int64_t r = 0; r < inner; r++) mask[r] |= row[r] >= least ? bit : 0;
        }
        int64_t r = 0;
        for (; r + 4 <= inner; r += 4) {
            tally[0][mask[r]]++; tally[1][mask[r + 1]]++; tally[2][mask[r + 2]]++; tally[3][mask[r + 3]]++;
        }
        for (; r < inner; r++) tally[0][mask[r]]++;
    }
    int all = 1 << actors;
    printf("{\"coalitions\": {");
    for (int s = 1; s < all; s++) {
        int64_t count = 0;
        for (int m = 0; m < all; m++)
            if ((m & s) == s) for (int k = 0; k < 4; k++) count += tally[k][all | m];
        printf("%s\"%d\": %lld", s > 1 ? ", " : "", s, (long long)count);
    }
    int64_t feasible = 0, zone = 0;
    for (int k = 0; k < 4; k++) { zone += tally[k][all | (all - 1)]; for (int m = 0; m < all; m++) feasible += tally[k][all | m]; }
    printf("}, \"feasible\": %lld, \"zone\": %lld}\n", (long long)feasible, (long long)zone);
    return 0;
}
