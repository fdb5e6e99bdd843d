/*-------------------------------------------------------------------------
 *
 * speech_de.c
 *	  German around quotations (see speech.h).
 *
 *-------------------------------------------------------------------------
 */
#include "text/speech.h"

static const NpSpeechWords lists[] = {
	{NP_SAYS,
		"sagt sagte sagten sagen gesagt erklart erklarte erklarten betont betonte "
		"meint meinte meinten berichtet berichtete berichteten schreibt schrieb "
		"schrieben teilte teilt mitteilte warnt warnte warnten kritisiert "
		"kritisierte kritisierten fordert forderte forderten behauptet behauptete "
		"erganzt erganzte fugte antwortet antwortete fragt fragte fragten "
		"versichert versicherte verkundet verkundete kundigte ankundigte "
		"bestatigt bestatigte bestatigten betonten lobt lobte "
		"ausserte aussert ausserten erzahlt erzahlte erzahlten rief ruft riefen "
		"raumte einraumte gesteht gestand gab gibt argumentiert argumentierte "
		"verspricht versprach beklagt beklagte mahnt mahnte zitiert zitierte "
		"erwiderte erwidert entgegnete entgegnet wiederholte wiederholt "
		"hiess heisst bemerkt bemerkte twitterte twittert stellte "
		"unterstrich unterstreicht prophezeite spottete spottet "
		"formulierte formuliert vermutet vermutete verteidigte verteidigt "
		"urteilte urteilt resumierte bilanzierte konstatierte hob hebt "
		"dementierte verlautete beteuerte bekraftigte bekraftigt"
	},
	{NP_TAGS,
		"lacht lachte fuhr fortfuhr beginnt begann nickt nickte findet fand "
		"glaubt glaubte denkt dachte hofft hoffte freut freute weiss wusste"
	},
	{NP_JUDGES,
		"nennt nannte nannten bezeichnet bezeichnete bezeichneten sprach spricht "
		"sprachen warf wirft warfen glaubt glaubte hofft hoffte will wollte wollen "
		"verurteilt verurteilte begrusst begrusste halt hielt sieht sah "
		"beschreibt beschrieb attackierte attackiert lehnte"
	},
	{NP_PERSON,
		"sprecher sprecherin sprechers minister ministerin prasident prasidentin "
		"kanzler kanzlerin bundeskanzler bundeskanzlerin bundesprasident "
		"aussenminister aussenministerin innenminister innenministerin "
		"finanzminister finanzministerin verteidigungsminister "
		"verteidigungsministerin ministerprasident ministerprasidentin "
		"burgermeister burgermeisterin chef chefin vorsitzender vorsitzende "
		"vorsitzenden direktor direktorin leiter leiterin experte experten expertin "
		"forscher forscherin wissenschaftler wissenschaftlerin professor "
		"professorin anwalt anwaltin anwalte richter richterin staatsanwalt "
		"staatsanwaltin polizist polizistin polizei beamter beamte beamten zeuge "
		"zeugin zeugen nachbar nachbarin nachbarn mann frau junge madchen vater "
		"mutter sohn tochter bruder schwester lehrer lehrerin arzt arztin schuler "
		"schulerin student studentin studenten politiker politikerin abgeordneter "
		"abgeordnete senator senatorin autor autorin schriftsteller journalist "
		"journalistin trainer trainerin spieler spielerin unternehmer "
		"generalsekretar generalsekretarin botschafter botschafterin general "
		"kommissar kommissarin okonom okonomen analyst analysten kritiker "
		"demonstranten demonstrant aktivist aktivistin aktivisten "
		"regierungssprecher regierungssprecherin fraktionschef parteichef "
		"parteichefin geschaftsfuhrer geschaftsfuhrerin mitarbeiter bewohner "
		"insider diplomat diplomaten"
	},
	{NP_PERSON | NP_MALE,
		"sprecher minister prasident kanzler bundeskanzler mann junge vater sohn bruder"
	},
	{NP_PERSON | NP_FEMALE,
		"sprecherin ministerin prasidentin kanzlerin bundeskanzlerin frau madchen "
		"mutter tochter schwester chefin"
	},
	{NP_DOCUMENT,
		"mitteilung erklarung bericht berichte studie brief schreiben umfrage "
		"dokument papier artikel zeitung magazin interview pressemitteilung text"
	},
	{NP_GROUP,
		"regierung bundesregierung ministerium auswartiges amt partei polizei "
		"behorde behorden staatsanwaltschaft gericht unternehmen konzern firma "
		"verband gewerkschaft kommission parlament bundestag bundesrat senat "
		"universitat institut verein stiftung bundeswehr nato eu uno opposition "
		"fraktion agentur sender zeitung spd cdu csu fdp afd kreml"
	},
	{NP_TITLE_WORD, "herr frau dr prof"},
	{NP_MALE, "herr"},
	{NP_FEMALE, "frau"},
	{NP_DETERMINER,
		"der die das den dem des ein eine einer eines einem einen dieser diese dieses "
		"jeder jede jedes alle beide mehrere kein keine"
	},
	{NP_OWNER | NP_DETERMINER, "sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser unsere mein meine"},
	{NP_PREPOSITION,
		"in im an am auf aus bei beim mit nach von vom vor zu zum zur uber unter durch "
		"fur gegen ohne um seit wahrend wegen trotz gegenuber zwischen bis hinter neben ins"
	},
	{NP_JOINS, "von vom des der fur aus bei im in"},
	{NP_BY, "von"},
	{NP_INFINITIVE, "zu"},
	{NP_AS, "als"},
	{NP_AUXILIARY,
		"hat haben hatte hatten ist sind war waren wird werden wurde wurden kann "
		"konnte muss musste soll sollte darf nicht habe sei"
	},
	{NP_ADVERB,
		"auch dann noch schon nun jetzt hier dort wieder weiter zudem ausserdem "
		"bereits zuvor spater damals dazu aber jedoch dagegen deshalb daher "
		"zunachst schliesslich offentlich"
	},
	{NP_TIME,
		"montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern "
		"morgen abend morgens abends januar februar marz april mai juni juli august "
		"september oktober november dezember woche monat jahr uhr tag"
	},
	{NP_AND, "und oder aber sondern sowie"},
	{NP_SUBORDINATE,
		"dass weil wenn ob obwohl wahrend nachdem bevor damit wo warum wie was da falls"
	},
	{NP_RELATIVE, "welcher welche welches"},
	{NP_HE, "er"},
	{NP_SHE, "sie"},
	{NP_IT, "es"},
	{NP_I, "ich wir du man"},
	{NP_ACCORDING, "laut zufolge angaben worten ansicht"},
	{NP_THUS, "so"},
	{NP_SOMEBODY, "viele einige andere manche jemand niemand"},
	{NP_NAME_PART, "von van zu der de"},
	{NP_VERB,
		"macht machte kommt kam geht ging steht stand bleibt blieb liegt lag fuhrt "
		"fuhrte zeigt zeigte bringt brachte nimmt nahm lasst liess sitzt sass "
		"gewinnt gewann verliert verlor"
	},
	{NP_FIRST_NAME | NP_MALE,
		"hans peter michael thomas andreas wolfgang klaus jurgen gunter stefan "
		"christian uwe frank martin bernd olaf robert markus karl friedrich "
		"joachim horst heiko jens lars sebastian tobias alexander paul max jan "
		"johannes christoph matthias ralf dieter gerhard helmut walter lukas felix"
	},
	{NP_FIRST_NAME | NP_FEMALE,
		"angela ursula annalena maria anna petra sabine susanne claudia andrea julia "
		"katrin katarina christine annegret nancy svenja monika renate birgit heike "
		"karin eva lena laura sarah franziska manuela saskia sahra alice barbara"
	},
	{0, NULL}
};

const NpSpeech np_speech_de = {"de", lists, NULL, NULL, NULL, true, false, false};
