import type { PersonalLocale } from './personal-format.ts'

/**
 * Frequent first and last names by language, without accents and in lower case: enough to tell a column of names from other
 * words, and its language.
 */
const firstNames: Readonly<Record<PersonalLocale, string>> = {
  en: `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler
    aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry austin sean
    gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah
    wayne randy vincent mason roy ralph bobby russell bradley philip eugene craig howard fred shawn ernest phillip todd
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly
    emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela
    shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria catherine
    heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan
    cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella
    julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie`,
  de: `hans peter wolfgang klaus jurgen juergen dieter manfred uwe gunter gunther guenther helmut horst heinz bernd karl werner
    andreas stefan matthias torsten thorsten jorg joerg sven ralf holger markus tobias sebastian florian felix lukas leon finn
    jonas maximilian ursula ingrid helga monika renate petra sabine gisela birgit karin brigitte angelika heike claudia
    susanne martina gabriele kerstin anja katrin katja silke stefanie ute anke elke lena leonie johanna greta frieda heidi`,
  fr: `jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger gerard henri claude georges
    christophe nicolas frederic laurent olivier thierry pascal francois guillaume julien sebastien antoine mathieu benoit
    marie jeanne francoise monique catherine nathalie isabelle jacqueline anne sylvie martine madeleine nicole suzanne helene
    christine valerie sandrine stephanie veronique sophie celine aurelie camille chantal brigitte manon chloe lea ines`,
  es: `antonio manuel jose francisco juan javier jesus miguel angel carlos alejandro rafael pedro pablo fernando sergio luis
    jorge alberto alvaro diego adrian raul enrique ramon vicente ruben andres joaquin ignacio maria carmen josefa isabel
    dolores pilar teresa rosa cristina antonia mercedes lucia ana francisca concepcion paula rocio beatriz raquel silvia
    montserrat elena encarnacion manuela inmaculada nuria esther consuelo lourdes guadalupe ximena`,
  it: `giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo
    michele giorgio aldo sergio luciano marco andrea matteo lorenzo alessandro davide luca simone stefano fabio roberto
    giulia anna maria rosa angela giovanna teresa lucia carmela caterina francesca antonietta carla elena concetta rita
    chiara sara martina alessia giorgia valentina federica silvia paola elisa ilaria beatrice`,
  nl: `jan johannes cornelis hendrik willem pieter gerrit jacobus hendrikus petrus dirk kees klaas maarten sander bram daan
    sem thijs jeroen joost bart wouter ruud sjoerd arjen maria johanna anna elisabeth cornelia wilhelmina hendrika
    adriana catharina margaretha petronella anneke marijke femke sanne lotte fleur maaike ingrid wilma ineke marloes sofie`,
  pl: `jan andrzej piotr krzysztof stanislaw tomasz pawel jozef marcin marek michal grzegorz jerzy tadeusz adam lukasz
    zbigniew ryszard dariusz henryk mariusz kazimierz wojciech mateusz jakub kacper anna maria katarzyna malgorzata
    agnieszka krystyna barbara ewa elzbieta zofia janina teresa joanna magdalena monika jadwiga danuta irena halina helena
    beata aleksandra marta dorota marianna grazyna jolanta stanislawa iwona`,
  pt_BR: `joao jose antonio francisco carlos paulo pedro lucas luiz marcos luis gabriel rafael marcelo bruno eduardo felipe
    rodrigo thiago tiago mateus gustavo guilherme vinicius caio maria ana francisca antonia adriana juliana marcia
    fernanda patricia aline sandra camila amanda bruna jessica leticia julia luciana vanessa mariana gabriela vera
    larissa claudia beatriz rita luana sonia renata eliane josefa simone natalia thais rosangela`,
  sv: `lars mikael anders johan erik per peter jan thomas karl daniel fredrik hans bo bengt stefan andreas mattias magnus
    jonas niklas ake lennart sven leif nils goran gustav viktor oskar emil maria anna margareta elisabeth eva birgitta
    kristina karin marie ingrid lena sofia ulla marianne annika inger kerstin susanne sara emma malin linnea jenny
    elin ebba astrid maja wilma freja gunilla`,
}

const lastNames: Readonly<Record<PersonalLocale, string>> = {
  en: `smith johnson williams brown jones davis miller wilson moore taylor anderson thomas jackson white harris martin thompson
    garcia martinez robinson clark rodriguez lewis lee walker hall allen young hernandez king wright lopez hill scott green
    adams baker gonzalez nelson carter mitchell perez roberts turner phillips campbell parker evans edwards collins stewart
    sanchez morris rogers reed cook morgan bell murphy bailey rivera cooper richardson cox howard ward torres peterson gray
    ramirez james watson brooks kelly sanders price bennett wood barnes ross henderson coleman jenkins perry powell long
    patterson hughes flores washington butler simmons foster gonzales bryant alexander russell griffin diaz hayes myers ford
    hamilton graham sullivan wallace woods cole west jordan owens reynolds fisher ellis harrison gibson mcdonald cruz marshall`,
  de: `muller mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf
    schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange schmitt werner schmitz krause meier lehmann
    schmid schulze maier kohler herrmann konig walter mayer huber kaiser fuchs peters lang scholz moller weiss jung hahn`,
  fr: `martin bernard thomas petit robert richard durand dubois moreau laurent simon michel lefebvre leroy roux david bertrand
    morel fournier girard bonnet dupont lambert fontaine rousseau vincent muller lefevre faure andre mercier blanc guerin
    boyer garnier chevalier francois legrand gauthier perrin robin clement morin nicolas henry roussel mathieu gautier`,
  es: `garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno munoz
    alvarez romero alonso gutierrez navarro torres dominguez vazquez ramos gil ramirez serrano blanco molina morales suarez
    ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo santos lozano guerrero cano`,
  it: `rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca mancini costa giordano
    rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile
    martinelli vitale lombardo serra coppola desantis dangelo marchetti parisi villa conte ferraro ferri fabbri bianco`,
  nl: `dejong jansen devries vandenberg bakker vandijk visser janssen smit meijer deboer mulder degroot bos vos peters hendriks
    vanleeuwen dekker brouwer dewit dijkstra smits degraaf vandermeer vanderlinden kok jacobs dehaan vermeulen
    vandenheuvel vanderveen vandenbroek debruijn debruin vanderheijden schouten vanbeek willems vanvliet hoekstra maas`,
  pl: `nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski wozniak dabrowski kozlowski jankowski
    mazur wojciechowski kwiatkowski krawczyk kaczmarek piotrowski grabowski zajac pawlowski michalski krol wieczorek
    jablonski wrobel nowakowski majewski olszewski stepien malinowski jaworski adamczyk dudek nowicki pawlak gorski witkowski`,
  pt_BR: `silva santos oliveira souza rodrigues ferreira alves pereira lima gomes costa ribeiro martins carvalho almeida lopes
    soares fernandes vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso
    ramos goncalves santana teixeira araujo melo castro campos pinto moura cavalcanti monteiro batista correia`,
  sv: `andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson
    hansson bengtsson jonasson lindberg jakobsson magnusson olofsson lindstrom lindqvist lindgren axelsson berg bergstrom
    lundberg lind lundgren lundqvist mattsson berglund fredriksson sandberg henriksson forsberg sjoberg wallin engstrom`,
}

/** Which languages each name is frequent in. */
function byName(
  lists: Readonly<Record<PersonalLocale, string>>,
): ReadonlyMap<string, readonly PersonalLocale[]> {
  const locales: readonly PersonalLocale[] = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt_BR', 'sv']
  const index = new Map<string, PersonalLocale[]>()
  for (const locale of locales) {
    for (const name of lists[locale].split(/\s+/)) {
      const known = index.get(name)
      if (known === undefined) index.set(name, [locale])
      else known.push(locale)
    }
  }
  return index
}

export const commonFirstNames = byName(firstNames)
export const commonLastNames = byName(lastNames)
