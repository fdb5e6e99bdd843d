/*-------------------------------------------------------------------------
 *
 * speech_en.c
 *	  English around quotations (see speech.h).
 *
 *-------------------------------------------------------------------------
 */
#include "text/speech.h"

static const NpSpeechWords lists[] = {
	/* verbs of saying: present and past */
	{NP_SAYS,
		"say says said tell tells told add adds added write writes wrote written "
		"state stated explain explains explained respond responds responded "
		"declare declares declared argue argues argued insist insists insisted "
		"suggest suggests suggested admit admits admitted announce announces announced "
		"ask asks asked warn warns warned conclude concludes concluded vow vowed "
		"tweet tweeted joke joked quip quips quipped lament laments lamented "
		"testify testifies testified reiterate reiterates reiterated "
		"maintain maintains maintained deny denies denied predict predicts predicted "
		"acknowledge acknowledges acknowledged assert asserts asserted "
		"allege alleges alleged affirm affirms affirmed agree agreed "
		"advise advises advised assure assures assured boast boasts boasted "
		"caution cautioned concede concedes conceded "
		"confess confesses confessed confide confided confirm confirms confirmed "
		"contend contends contended complain complains complained "
		"counter counters countered declared "
		"demanded disclose disclosed emphasize emphasizes emphasized emphasise emphasises emphasised "
		"exclaim exclaims exclaimed express expresses expressed "
		"inform informs informed inquire inquired interject interjected "
		"mention mentions mentioned muse muses mused "
		"note notes noted observe observes observed opine opines opined "
		"pledge pledges pledged posit posits posited proclaim proclaims proclaimed "
		"promise promises promised pronounce pronounced propose proposed protest protested "
		"quote quotes quoted read reads recall recalls recalled recount recounts recounted "
		"rejoin rejoined remark remarks remarked remind reminds reminded reply replies replied "
		"report reports reported retort retorts retorted reveal reveals revealed "
		"scoff scoffed scream screamed shout shouts shouted sigh sighed "
		"sneer sneered speculate speculates speculated stress stresses stressed "
		"swear swore taunt taunted tease teased "
		"urge urges urged utter uttered volunteer volunteered wonder wonders wondered "
		"yell yells yelled chant chants chanted cry cried implore implored "
		"plead pleaded beg begged thunder thundered whisper whispered "
		"assess assesses assessed elaborate elaborated summarize summarized "
		"claim claims claimed comment comments commented demand demands "
		"post posted text texted email emailed "
		"telegraph telegraphed blog blogged retweeted "
		"relay relayed clarify clarified "
		"specify specified hint hinted signal signaled signalled "
		"indicate indicates indicated rail railed rant ranted fume fumed "
		"gush gushed rave raved crow crowed snap snapped bark barked "
		"grumble grumbled mutter muttered moan moaned groan groaned "
		"interrupt interrupted chime chimed weigh weighed "
		"point points pointed relate relates related tout touts touted echo echoes echoed ruled rules testify "
		"thought figured surmise surmised reckon reckons reckoned "
		"instruct instructed order ordered invoke invoked cite cites cited"
	},
	{NP_SAYS | NP_NONFINITE,
		"saying telling adding writing stating explaining responding declaring "
		"arguing insisting suggesting admitting announcing asking warning concluding "
		"vowing tweeting joking quipping lamenting testifying reiterating "
		"maintaining denying predicting acknowledging asserting alleging affirming "
		"agreeing advising assuring boasting cautioning conceding confessing "
		"confirming contending complaining countering demanding disclosing "
		"emphasizing emphasising exclaiming expressing informing insinuating "
		"mentioning musing noting observing opining pledging positing proclaiming "
		"promising pronouncing proposing protesting quoting reading recalling "
		"recounting remarking reminding replying reporting retorting revealing "
		"scoffing screaming shouting sighing speculating stressing swearing "
		"taunting teasing urging uttering wondering yelling chanting crying "
		"imploring pleading begging whispering elaborating summarizing claiming "
		"commenting posting hinting signaling indicating railing ranting "
		"clarifying echoing touting citing bragging"
	},
	{NP_MAY_BE_NOUN,
		"report reports claim claims comment comments call calls demand demands "
		"state states vow vows joke jokes tweet tweets quip quips order orders "
		"caution cautions counter counters note notes pledge pledges promise "
		"promises protest protests quote quotes remark remarks reply replies "
		"post posts text texts email emails shout shouts scream screams cry cries "
		"stress stresses express volunteer volunteers wonder wonders plan plans "
		"whisper chant chants echo echoes signal signals hint hints rules order "
		"blog blogs thought praise blame charge charges view views hope hopes "
		"question questions label labels attack attacks rant rants sigh laugh "
		"thunder snap rail bark address plea promise estimate estimates read "
		"reading writing saying warning warnings finding meaning thinking feeling "
		"need needs love fear fears worry worries doubt doubts dub"
	},
	/* beside a quotation only */
	{NP_TAGS,
		"continue continues continued begin begins began laugh laughs laughed "
		"nod nodded go goes went offer offers offered smile smiled grin grinned "
		"shrug shrugged chuckle chuckled sob sobbed repeat repeats repeated "
		"finish finished start started proceed proceeded joke open opened "
		"answer answers answered wrote think thinks guess guessed "
		"deadpan deadpanned allow allowed chide chided admonish admonished "
		"rejoice rejoiced demur demurred goaded bellow bellowed roar roared "
		"gasp gasped drawl drawled intone intoned preach preached "
		"shot fired jeer jeered heckle heckled put puts blared blares press pressed recommend recommends recommended beam beamed concur concurred caption captioned headline headlined"
	},
	/* a stance */
	{NP_JUDGES,
		"call calls called describe describes described accuse accuses accused "
		"blame blames blamed praise praises praised denounce denounces denounced "
		"dismiss dismisses dismissed refer refers referred believe believes believed "
		"hope hopes hoped think thinks thought want wants wanted "
		"criticize criticizes criticized criticise criticised slam slams slammed "
		"blast blasts blasted condemn condemns condemned decry decries decried "
		"label labels labeled labelled brand branded dub dubs dubbed "
		"characterize characterizes characterized deem deems deemed deride derided "
		"lambast lambasted lambaste lambastes ridicule ridiculed mock mocks mocked "
		"hail hails hailed applaud applauds applauded defend defends defended "
		"charge charges charged liken likened compare compares compared "
		"reject rejects rejected fear fears feared worry worries worried "
		"view views viewed consider considers considered regard regards regarded "
		"promise rip ripped bash bashed attack attacks attacked "
		"portray portrays portrayed cast casts paint painted "
		"urged encourage encouraged expect expects expected feel feels felt "
		"talk talks talked speak speaks spoke spoken discuss discussed "
		"question questions questioned challenge challenged "
		"doubt doubts doubted vow outline outlines outlined "
		"use uses used decide decided threaten threatens threatened "
		"estimate estimates estimated find finds found chide chided "
		"term termed tag tagged bemoan bemoaned rebuke rebuked "
		"scold scolded skewer skewered chastise chastised slammed "
		"lash lashed tear tore knock knocked thank thanks thanked "
		"apologize apologized apologise apologised commend commended "
		"put puts laud lauded salute saluted welcome welcomed endorse endorsed"
	},
	{NP_JUDGES | NP_NONFINITE,
		"calling describing accusing blaming praising denouncing dismissing "
		"referring believing hoping thinking wanting criticizing criticising slamming "
		"blasting condemning decrying labeling labelling branding dubbing "
		"characterizing deeming deriding lambasting ridiculing mocking hailing "
		"applauding defending charging likening comparing rejecting fearing "
		"worrying viewing considering regarding ripping bashing attacking "
		"portraying casting painting encouraging expecting feeling talking "
		"speaking discussing questioning challenging doubting outlining using "
		"threatening estimating finding terming bemoaning rebuking thanking "
		"commending lauding saluting welcoming"
	},

	/* who speaks */
	{NP_PERSON,
		"spokesperson spokespersons spokespeople official officials adviser advisers "
		"advisor advisors source sources minister ministers president presidents "
		"senator senators congressman congresswoman representative representatives "
		"governor governors mayor mayors secretary secretaries chairman chairwoman "
		"chair chairs chief chiefs director directors leader leaders lawyer lawyers "
		"attorney attorneys judge judges justice justices prosecutor prosecutors "
		"detective detectives officer officers sheriff police cop cops general "
		"generals colonel admiral captain lieutenant sergeant commander commanders "
		"soldier soldiers veteran veterans analyst analysts economist economists "
		"expert experts professor professors researcher researchers scientist "
		"scientists scholar scholars author authors writer writers journalist "
		"journalists reporter reporters columnist columnists editor editors "
		"anchor host hosts commentator commentators pundit pundits blogger "
		"critic critics supporter supporters opponent opponents activist activists "
		"advocate advocates protester protesters protestor protestors demonstrator "
		"demonstrators organizer organizers candidate candidates nominee rival rivals "
		"politician politicians lawmaker lawmakers legislator legislators "
		"republican republicans democrat democrats conservative conservatives "
		"liberal liberals voter voters strategist strategists pollster pollsters "
		"consultant consultants operative operatives aide aides staffer staffers "
		"staff manager managers executive executives ceo founder cofounder owner "
		"owners investor investors trader traders banker bankers entrepreneur "
		"businessman businesswoman worker workers employee employees employer "
		"employers boss bosses doctor doctors physician physicians nurse nurses "
		"surgeon patient patients psychologist psychiatrist teacher teachers "
		"principal student students coach coaches player players parent parents "
		"mother father mom dad son daughter brother sister wife husband uncle aunt "
		"cousin grandmother grandfather friend friends neighbor neighbors neighbour "
		"neighbours colleague colleagues resident residents witness witnesses "
		"victim victims survivor survivors man men woman women boy boys girl girls "
		"people person guy guys kid kids teen teenager youth citizen citizens "
		"american americans immigrant immigrants refugee refugees migrant migrants "
		"priest pastor bishop bishops archbishop cardinal pope rabbi imam cleric "
		"preacher reverend minister king queen prince princess emperor "
		"ambassador ambassadors diplomat diplomats envoy premier chancellor "
		"dictator militant militants rebel rebels terrorist terrorists jihadist "
		"actor actress singer artist artists musician director filmmaker producer "
		"comedian star celebrity athlete champion "
		"counsel commissioner commissioners councilman councilwoman councilor "
		"delegate delegates speaker majority minority whip vice deputy "
		"investigator investigators inspector agent agents regulator regulators "
		"historian demographer sociologist anthropologist biologist physicist "
		"engineer engineers technician developer developers designer "
		"farmer farmers driver drivers pilot pilots passenger passengers "
		"shopper shoppers customer customers consumer consumers user users reader "
		"readers viewer viewers fan fans follower followers listener "
		"moderator moderators interviewer caller questioner panelist panelists "
		"insider insiders observer observers backer backers donor donors "
		"ally allies foe foes enemy critics detractors skeptics "
		"lobbyist lobbyists planner contractor contractors "
		"defendant plaintiff plaintiffs suspect gunman shooter "
		"fellow pal girlfriend boyfriend fiance widow roommate classmate "
		"frontrunner billionaire mogul tycoon socialist democrat "
		"spouse relatives relative family families"
	},
	{NP_PERSON | NP_MALE,
		"spokesman spokesmen chairman congressman businessman councilman assemblyman "
		"man boy father son brother husband uncle king prince actor nephew "
		"grandfather dad gunman pope priest"
	},
	{NP_PERSON | NP_FEMALE,
		"spokeswoman spokeswomen chairwoman congresswoman businesswoman "
		"councilwoman assemblywoman woman girl mother daughter sister wife aunt "
		"queen princess actress niece grandmother mom widow"
	},
	{NP_SOMEBODY,
		"others many some most few several both everyone everybody someone somebody "
		"anyone nobody none one all another those"
	},
	{NP_DOCUMENT,
		"statement statements report reports letter letters lawsuit suit complaint poll "
		"polls survey surveys study studies document documents memo memorandum email "
		"emails mail message messages tweet tweets post article articles "
		"story editorial book books blog column headline headlines release "
		"transcript indictment affidavit filing filings ruling opinion decision brief "
		"order law bill act amendment constitution rule resolution treaty "
		"agreement petition proposal plan policy ad ads advertisement commercial "
		"video banner sign signs placard poster caption note notice text speech "
		"website site page analysis review paper magazine newspaper publication "
		"motion testimony declaration announcement invitation motto slogan "
		"questionnaire guidelines manual bible quran koran scripture"
	},
	{NP_GROUP,
		"campaign committee department agency administration government office "
		"company firm corporation organization organisation group groups "
		"party court council board bureau commission congress senate parliament "
		"ministry embassy association union federation foundation institute "
		"university college school center centre coalition network station "
		"channel team club church mosque army military navy force forces "
		"intelligence pentagon kremlin white house authority authorities "
		"caucus panel jury tribunal bank fund alliance league society "
		"conference academy museum hospital clinic institution newspaper "
		"tribune times post journal camp crowd audience media press"
	},
	{NP_TITLE_WORD,
		"mr mrs ms miss dr prof sen sens rep reps gov gen col lt sgt capt maj cmdr adm "
		"rev hon sir lord lady dame judge justice sheriff president senator "
		"congressman congresswoman governor mayor secretary speaker professor "
		"detective officer chief captain general colonel sergeant ambassador "
		"chancellor king queen prince princess pope father sister bishop archbishop "
		"cardinal rabbi imam ayatollah sheikh minister premier"
	},
	{NP_MALE, "mr sir lord king prince pope father"},
	{NP_FEMALE, "mrs ms miss lady dame queen princess sister"},

	/* small words */
	{NP_DETERMINER,
		"the a an this these that those another each every any no some many most "
		"several few both all such"
	},
	{NP_OWNER | NP_DETERMINER, "his her their its my our your whose"},
	{NP_PREPOSITION,
		"of in on at by for from with to into onto about against among amid around "
		"before behind below beneath beside between beyond despite down during "
		"except inside like near off outside over past regarding since through "
		"throughout toward towards under underneath until till up upon via within "
		"without concerning following including amongst alongside versus"
	},
	{NP_JOINS, "of for from in at on with to"},
	{NP_BY, "by"},
	{NP_INFINITIVE, "to"},
	{NP_AS, "as"},
	{NP_AUXILIARY,
		"has have had having will would can could shall should may might must do does "
		"did is are was were be been being am wont wouldnt cant couldnt shouldnt "
		"didnt doesnt dont isnt arent wasnt werent hasnt havent hadnt not never"
	},
	{NP_BE, "is are was were be been being am isnt arent wasnt werent got"},
	{NP_ADVERB,
		"also later then again once now still just even ever always often sometimes "
		"soon already too instead meanwhile however thus further furthermore earlier "
		"publicly recently repeatedly perhaps maybe indeed though nevertheless "
		"previously simply flatly twice first finally ago aloud back forth "
		"afterward afterwards nonetheless moreover therefore only well very "
		"almost quite rather apparently reportedly allegedly long "
		"privately angrily"
	},
	{NP_TIME,
		"monday tuesday wednesday thursday friday saturday sunday mondays today "
		"yesterday tomorrow tonight morning afternoon evening night noon midnight "
		"week weekend month year day days weeks months years hours hour minutes "
		"january february march april may june july august september october "
		"november december jan feb mar apr jun jul aug sept oct nov dec "
		"last next recently earlier late early"
	},
	{NP_AND, "and but or nor yet plus"},
	{NP_SUBORDINATE,
		"that because when while if whether although though since unless until "
		"before after as where why how what whatever once so than "
		"whereas whenever wherever lest"
	},
	{NP_RELATIVE, "who which that whom whose where"},
	{NP_HE, "he hed"},
	{NP_SHE, "she shed"},
	{NP_IT, "it"},
	{NP_THEY, "they theyre theyve theyd"},
	{NP_I, "i we you im ive youre youve weve"},
	{NP_ACCORDING, "according per"},
	{NP_NAME_PART, "de da del della di du la le van von der den bin ibn al el abu st ben"},
	{NP_BODY_NAME,
		"university college institute department committee party house street "
		"avenue county city state states center centre council court association "
		"organization group company corp inc bank news times post journal press "
		"agency administration office bureau service ministry union church "
		"school hospital foundation fund board commission act law army navy "
		"senate congress network tv radio magazine america washington "
		"north south east west new united international national american "
		"british russian chinese iranian french german israeli saudi european "
		"africa europe asia iraq iran syria russia china israel "
		"texas california florida ohio iowa nevada carolina hampshire york "
		"virginia michigan pennsylvania arizona georgia wisconsin colorado "
		"democratic republican republicans democrats gop isis islamic facebook twitter "
		"google apple cnn fox nbc abc cbs msnbc fbi cia nsa nato un eu "
		"supreme capitol pentagon kremlin"
	},

	/* verbs that end a noun phrase */
	{NP_VERB,
		"made makes make took takes take gave gives give got gets get came comes come "
		"seems seemed seem appears appeared knows knew know shows showed shown "
		"saw sees see heard hears hear met meets meet held holds hold ran runs run "
		"won wins win lost loses lose left leaves leave kept keeps keep let lets "
		"put puts set sets led leads lead stood stands stand sat sits "
		"became becomes become brought brings bring bought buys built builds "
		"spent spends sent sends fell falls felt began broke breaks chose chooses "
		"drew drive drove faces faced gives goes grew grows hit hits "
		"help helps helped includes included joined keeps launched "
		"looked looks moved needs needed opposes opposed paid pays played plays "
		"plans planned pointed points pushed raised reached refused released "
		"remains remained returned says seeks sought served signed spoke started "
		"stopped supported supports tried tries try turned turns visited "
		"voted votes wants worked works wins contains contained means meant "
		"allows allowed arrived asked attended caused changed continued "
		"died failed filed followed gained happened ignored introduced issued "
		"killed lived loves liked likes managed offered opened ordered passed "
		"received referred responds seemed spent struck suffered taught "
		"throws threw understood uses used warned went"
	},

	/* first names */
	{NP_FIRST_NAME | NP_MALE,
		"james john robert michael mike william will bill david dave richard rick joseph "
		"joe thomas tom charles charlie christopher chris daniel dan matthew matt "
		"anthony tony mark marc donald don steven steve stephen paul andrew andy "
		"joshua josh kenneth ken kevin brian george edward ed eddie ronald ron timothy tim "
		"jason jeffrey jeff ryan jacob jake gary nicholas nick eric jonathan jon "
		"larry justin scott brandon benjamin ben samuel sam gregory greg "
		"frank alexander alex raymond ray patrick jack dennis jerry tyler aaron "
		"jose henry hank adam douglas doug nathan peter pete zachary zach kyle "
		"walter harold jeremy ethan carl keith roger gerald christian terry sean "
		"arthur austin noah lawrence jesse joel bryan billy bruce albert "
		"willie gabriel alan allen juan logan wayne ralph roy eugene randy vincent "
		"russell louis philip phil bobby bob johnny bradley brad ted rand marco "
		"jeb bernie barack mitt newt lindsey rudy reince harry chuck mitch "
		"vladimir sergei sergey dmitry boris bashar benjamin ali ahmed mohammed "
		"muhammad mohammad hassan omar abdul ibrahim recep angelo emmanuel francois "
		"nigel karl max fred craig martin neil glenn todd luke lou al dick jim jimmy "
		"tommy stan stuart trent trey wesley xavier corey cory dean derek dwight "
		"ernest evan felix francis garrett geoffrey geoff grant howard hugh ian isaac ivan "
		"jay jared jeremiah jorge julian juan kirk lance lee leon leonard leo lloyd "
		"luis manuel marcus mario marvin maurice miguel mohamed morgan nelson "
		"norman oliver oscar otto pablo pedro preston rafael ramon "
		"reginald rex ricardo rob roberto rodney roland rodrigo "
		"seth shane sidney simon spencer stefan stewart terrence theodore "
		"tyrone vernon victor warren wendell antonin clarence elijah lincoln "
		"jamie curt clint dylan dustin brett brent ross shaun josef hans "
		"pat denis angus alistair gavin toby"
	},
	{NP_FIRST_NAME | NP_FEMALE,
		"mary patricia jennifer jen linda elizabeth liz barbara susan sue jessica sarah "
		"sara karen lisa nancy betty margaret maggie sandra ashley kimberly kim emily donna "
		"michelle carol amanda dorothy melissa deborah debbie stephanie rebecca sharon "
		"laura cynthia kathleen amy angela shirley anna brenda pamela pam emma nicole "
		"helen samantha katherine christine debra rachel carolyn janet catherine "
		"cathy maria heather diane ruth julie olivia joyce virginia victoria kelly "
		"lauren christina joan evelyn judith judy megan andrea cheryl hannah "
		"jacqueline martha gloria teresa theresa ann anne sandra kathryn kathy "
		"madison frances jean abigail alice julia judy sophia grace denise amber doris "
		"marilyn danielle beverly isabella diana brittany natalie marie kayla "
		"alexis lori hillary hilary carly sonia ruth elena nikki kellyanne kellie "
		"ivanka melania chelsea huma debbie dianne claire kirsten tammy loretta "
		"valerie wendy kate katie kristen kristin kirsten holly jill joanna jenny "
		"gina gabrielle ellen eileen erin erica elaine courtney claudia charlotte "
		"caroline candice bonnie bianca becky audrey april alison allison alicia "
		"monica molly mindy miranda meredith melanie megyn maureen maya "
		"lynn lucy leslie leah kara josie jane irene heidi gwen "
		"fatima aisha malala angela theresa nadia yvonne vanessa tina tiffany tara "
		"susanna suzanne stacy sheila sheryl shannon sally ruby rosa robin "
		"rita renee priscilla phyllis penny peggy paula oana nina natasha"
	},
	{0, NULL}
};

const NpSpeech np_speech_en = {"en", lists, "ly", "ed", "ing", false, false, false};
