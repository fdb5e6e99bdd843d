/*-------------------------------------------------------------------------
 *
 * test_names.c
 *	  Unit tests: names of outlets and agencies in a text.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/names.h"

/* The places, as "name:text name:text" */
static void
finds(const char *text, const char *names, const char *expected)
{
	NpText		list[8];
	size_t		nnames = 0;
	NpText		body = {text, strlen(text)};
	NpNamePlaces places;
	char		found[512] = "";

	for (const char *name = names; *name != '\0';)
	{
		size_t		length = strcspn(name, "|");

		list[nnames].data = name;
		list[nnames++].length = length;
		name += length + (name[length] == '|');
	}
	np_find_names(&tap_host, body, list, nnames, &places);
	for (size_t i = 0; i < places.count; i++)
	{
		const NpNamePlace *place = &places.items[i];

		snprintf(found + strlen(found), sizeof(found) - strlen(found),
				 "%s%zu:%zu:%.*s", i == 0 ? "" : " ", place->name, place->word,
				 (int) (place->end - place->start), text + place->start);
	}
	is(found, expected, text);
	np_name_places_free(&tap_host, &places);
}

int
main(void)
{
	finds("The Courier’s Maud Fenwick", "Courier", "0:1:Courier’s");
	finds("KELLERMOUTH (Courier)Northline", "Courier", "0:1:Courier");
	finds("the Washington Post said", "Washingtonpost", "0:1:Washington Post");
	finds("the WashingtonPost said", "Washington Post", "0:1:WashingtonPost");
	finds("a courier came", "Courier", "");
	finds("told the Hill, on the hill, The Hill", "The Hill|the Hill", "1:1:the Hill 0:6:The Hill 1:6:The Hill");
	finds("a dpa report, and DPA again", "dpa", "0:1:dpa 0:4:DPA");
	finds("Couriers and Courierx", "Courier", "");
	finds("New New York Times", "New York Times|Times", "0:1:New York Times");
	finds("(AP) — by AP", "AP|Associated Press", "0:0:AP 0:2:AP");
	finds("Reuters", "Reuters", "0:0:Reuters");
	finds("Reuter", "Reuters", "");
	finds("Le Monde, “Le Monde”", "Le Monde", "0:0:Le Monde 0:2:Le Monde");
	finds("新华社北京电", "新华社", "0:0:新华社");
	finds("Vice President Dan Cole told Vice.", "Vice", "0:5:Vice");
	finds("The Vice reporter, Daily Mirror and Mirror", "Vice|Mirror", "0:1:Vice 1:6:Mirror");
	finds("(Courier)Northline and the Courier’s Maud", "Courier", "0:0:Courier 0:4:Courier’s");
	finds("CNN White House", "CNN", "0:0:CNN");
	finds("anything", "", "");
	finds("anything", "—|", "");
	finds("", "Courier", "");
	return done_testing();
}
