/*-------------------------------------------------------------------------
 *
 * test_typography.c
 *	  Unit tests: whose hand set a text.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/typography.h"

static void
check(const char *body, bool typographic, bool glued)
{
	NpText		text = {body, strlen(body)};
	NpTypography found = np_typography(&tap_host, text);

	ok(found.typographic == typographic && found.glued == glued, "%s", body);
}

int
main(void)
{
	check("One line.", false, true);
	check("Two\nlines.", false, false);
	check("“Curly,” he said.\nYes.", true, false);
	check("\"Straight,\" he said.\nYes.", false, false);
	check("Er sagte: „Nein“.\nJa.", true, false);
	check("Il dit : «Non».\nOui.", true, false);
	check("It ended.The rest\nfollows.", false, true);
	check("\"It ended.\"The rest\nfollows.", false, true);
	check("“It ended.”The rest\nfollows.", true, true);
	check("The U.S. and N.A.T.O.\nagree.", false, false);
	check("See e.g.The\n", false, true);
	check("A version 2.Then\n", false, false);
	check("End.\n", false, false);
	check("End.A\n", false, false);
	check("", false, true);
	check("\xE2\x80", false, true);
	check("\xC2", false, true);
	return done_testing();
}
